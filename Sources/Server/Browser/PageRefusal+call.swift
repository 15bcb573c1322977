internal import Domain
internal import Pages
internal import Wire

// Why a form's call didn't happen, as its page says it.

extension PageRefusal {
    /// What can't be a command, in plain words without names of parameters: at a field what to type
    /// there.
    init(unreadable error: CallError, in form: FormCall) {
        let refusal = Self(error, in: form)
        let place = refusal.path?.replacing("[", with: ".").replacing("]", with: "")
        self.init(
            code: refusal.code,
            sentence: place.flatMap { form.kind(at: $0) }?.advice
                ?? Phrase(
                    "Er is nog niet alles ingevuld. Kijk het na, en vul in wat ontbreekt.",
                    "Not everything is filled in. Look it over, and fill in what is missing."),
            path: refusal.path)
    }

    /// What the socket would have answered, about the rows as they were typed.
    init(_ error: CallError, in form: FormCall) {
        let data = error.data
        // Which version holds now says nothing to who sees what stands there now.
        let isStale = data.code == RefusalCode.staleVersion.rawValue
        let bare = RefusalCode(rawValue: data.code).map {
            CallError(Refusal($0, current: isStale ? nil : data.current, limit: data.limit)).data
        }
        let told = isStale ? bare ?? data : data
        self.init(
            code: data.code, sentence: Phrase(told.nl, told.en),
            bare: bare.map { Phrase($0.nl, $0.en) },
            subject: data.subject.map { $0.contains("[") ? form.typed($0) : $0 },
            path: data.path.map(form.typed), limit: data.limit, current: data.current)
    }
}
