// The searching selects of the admin in Kazakh, which select2 itself does not speak. The place and
// the shape are those of its other languages: Django asks for this file when the desk is Kazakh.
{
  const amd = window.jQuery?.fn?.select2?.amd;
  amd?.define("select2/i18n/kk", [], () => ({
    errorLoading: () => "Нәтижелерді жүктеу мүмкін болмады",
    inputTooLong: ({ input, maximum }) => `Артық таңба саны: ${input.length - maximum}`,
    inputTooShort: ({ input, minimum }) => `Тағы кемінде ${minimum - input.length} таңба енгізіңіз`,
    loadingMore: () => "Жүктеліп жатыр…",
    maximumSelected: ({ maximum }) => `Ең көбі ${maximum} жол таңдауға болады`,
    noResults: () => "Ештеңе табылмады",
    searching: () => "Ізделіп жатыр…",
    removeAllItems: () => "Барлығын алып тастау",
    removeItem: () => "Алып тастау",
    search: () => "Іздеу",
  }));
}
