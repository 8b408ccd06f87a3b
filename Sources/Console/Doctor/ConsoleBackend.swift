import Control
import Doctor
import OneBot
import Snapshot

/// What the control socket asks: the core, and the doctor.
struct ConsoleBackend: ControlBackend {
    let core: ConsoleCore
    let doctor: DoctorKeeper
    let napCat: NapCatKeeper
    let pages: MetricsPages
    let rehearsal: Rehearsal

    func metrics() async -> [UInt8]? { await self.pages.page() }

    func health() async -> ConsoleHealth { await self.core.health() }

    func status() async -> Snapshot { await self.core.status() }

    func examine(testing: Bool, language: Language) async -> DoctorDocument {
        let (diagnosis, selfTest) =
            testing
            ? await self.doctor.examineAnew(testing: true)
            : (await self.doctor.examine(), await self.doctor.lastSelfTest)
        return DoctorDocument(
            diagnosis,
            selfTest: selfTest,
            isRunning: true,
            language: language,
            safe: self.core.redactor.redact
        )
    }

    func settings() async -> [ControlSetting] { await self.core.settings() }

    func change(_ wishes: [SettingWish], language: Language) async -> SettingChangesOutcome {
        await self.core.change(wishes, language: language)
    }

    func rotateKey(graceSeconds: Int?, language: Language) async -> KeyRotationOutcome {
        await self.core.rotateKey(graceSeconds: graceSeconds, language: language)
    }

    func addKey(_ wish: KeyWish, language: Language) async throws(KeyRefusal) -> MadeKey {
        try await self.core.addKey(wish, language: language)
    }

    func revokeKey(named name: String, language: Language) async throws(KeyRefusal) -> RevokedKey {
        try await self.core.revokeKey(named: name, language: language)
    }

    func call(
        _ request: CallRequest,
        part: @escaping @Sendable ([UInt8]) -> Void,
        finish: @escaping @Sendable (CallOutcome) -> Void
    ) {
        self.core.call(request, part: part, finish: finish)
    }

    func events(_ request: EventsRequest, language: Language) async throws(EventsUnavailable) -> any EventSource {
        try await self.core.events(request, language: language)
    }

    func napCat(fresh: Bool, language: Language) async -> NapCatDocument {
        if fresh || self.napCat.board.look == nil { await self.napCat.lookAfresh() }
        return NapCatDocument(
            await self.core.snapshot(),
            self.doctor.diagnosis,
            language: language,
            safe: self.core.redactor.redact
        )
    }

    func planConnection(url: String?, language: Language) async throws(BackendRefusal) -> ConnectionPreview {
        try await self.napCat.propose(url: url, language: language)
    }

    func applyConnection(number: Int, language: Language) async throws(BackendRefusal) -> AppliedConnection {
        try await self.napCat.apply(number: number, language: language)
    }

    func requestReplacement(language: Language) async -> String? {
        await self.rehearsal.request(language)
    }

    func requestStop() async { await self.core.requestStop() }
}
