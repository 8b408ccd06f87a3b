import Snapshot

extension ConsoleModel {
    /// The contexts that hold now, the most particular first.
    package var contexts: [KeyContext] {
        let contexts = self.contextsOfOperator
        guard self.terminal.isReadOnly, let place = contexts.firstIndex(of: .session) else { return contexts }
        return Array(contexts[..<place]) + [.onlooker] + contexts[place...]
    }

    private var contextsOfOperator: [KeyContext] {
        switch self.popup {
        case .bare: return [.bare, .copies, .panels, .session, .always]
        case .question(let question, _): return [question.context, .dialog, .always]
        case .preview: return [.previewDialog, .moving, .dialog, .always]
        default: break
        }
        guard self.tier != .tooSmall else { return [.session, .always] }
        switch self.popup {
        case .finding:
            let keys: KeyContext = self.panel == .doctor ? .doctor : .attentionBox
            return [.reading, keys, .moving, .copies, .panels, .session, .always]
        case .selfTest: return [.selfTestPage, .reading, .moving, .copies, .panels, .session, .always]
        case .addresses(let page):
            let fields: [KeyContext] = page.fields == nil ? [] : [.fieldsPage]
            return fields + [.addressPage, .reading, .moving, .copies, .panels, .session, .always]
        case .connectStep, .napcatLog: return [.reading, .connect, .moving, .copies, .panels, .session, .always]
        case .qrCode: return [.qrCode, .reading, .copies, .panels, .session, .always]
        case .connectField: return [.connectField, .always]
        case .nameField: return [.nameField, .always]
        case .keys: return [.keyPage, .reading, .moving, .copies, .panels, .session, .always]
        case .keyForm: return [.keyForm, .always]
        case .event: return [.eventPage, .reading, .moving, .copies, .panels, .session, .always]
        case .help, .logLine: return [.reading, .moving, .copies, .panels, .session, .always]
        default: break
        }
        if self.commandLine != nil { return [.commandLine, .always] }
        if self.filterIsOpen {
            return self.panel == .events ? [.eventFilterField, .filterField, .always] : [.filterField, .always]
        }
        if self.panel == .api, self.api.field != nil { return [.apiField, .always] }
        if self.panel == .settings, self.settings.open != nil { return [.settingsField, .always] }
        return self.panelContexts + [.moving, .copies, .panels, .general, .session, .always]
    }

    /// Whether letters are text at the moment.
    package var isTyping: Bool {
        switch self.contexts.first {
        case .commandLine, .filterField, .eventFilterField, .settingsField, .apiField, .connectField, .nameField,
            .keyForm:
            true
        default: false
        }
    }

    /// Whether the filter of the panel in sight is being typed.
    var filterIsOpen: Bool {
        switch self.panel {
        case .overview, .bots: self.bots.filter.editor != nil
        case .log: self.log.filter.editor != nil
        case .events: self.events.filter.editor != nil
        case .api: self.api.filter.editor != nil
        case .doctor: self.doctor.filter.editor != nil
        case .settings, .connect: false
        }
    }

    private var panelContexts: [KeyContext] {
        switch self.panel {
        case .overview:
            switch self.overview.focus {
            case .connect: [.connectBox, .overview, .boxes]
            case .bots:
                self.snapshot.bots.isEmpty ? [.noBots, .botTable, .overview, .boxes] : [.botTable, .overview, .boxes]
            case .attention: [.attentionBox, .boxes]
            }
        case .connect:
            switch self.connect.focus {
            case .steps: [.connectSteps, .connect, .boxes]
            case .values: [.connectValues, .connect, .boxes]
            }
        case .bots: self.bots.detail == nil ? [.botTable] : [.botDetail]
        case .doctor: [.doctor, .boxes]
        case .settings:
            switch self.selectedSetting {
            case .alarm: [.alarmRow, .settings]
            case .keys: [.keysRow, .settings]
            case .field: [.settings]
            }
        case .log: [.log]
        case .events: self.events.journal == nil ? [.events] : [.journal, .events]
        case .api:
            switch self.api.focus {
            case .actions: [.apiActions, .api, .boxes]
            case .form: [.apiForm, .api, .boxes]
            case .response: [.api, .boxes]
            case .bot: [.apiBot, .api, .boxes]
            }
        }
    }
}
