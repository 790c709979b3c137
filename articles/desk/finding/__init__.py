"""Find anything at the desk: one box over stories, photos, people, things and screens."""
