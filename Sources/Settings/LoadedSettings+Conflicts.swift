import OneBot

extension LoadedSettings {
    /// One setting that does not go with another.
    struct Conflict: Equatable {
        var path: String
        var cause: SettingProblem.Cause
    }

    /// What is wrong between settings that are each right. A missing access key is not among them: the first start
    /// makes one.
    func conflicts() -> [Conflict] {
        let endpoint = self.settings.endpoint
        var found: [Conflict] = []
        if endpoint.lostAfterSeconds <= endpoint.pingIntervalSeconds {
            found.append(self.livenessConflict(endpoint))
        }
        if let missing = endpoint.tls.missingFile {
            found.append(Conflict(path: "endpoint.tls.enabled", cause: .tlsWithout("endpoint.tls.\(missing)")))
        }
        found += self.keyConflicts(endpoint)
        var addresses: Set<String> = ["\(endpoint.host)|\(endpoint.port)"]
        for (index, listener) in endpoint.extraListeners.enumerated() where listener.port != 0 {
            if !addresses.insert("\(listener.host)|\(listener.port)").inserted {
                found.append(
                    Conflict(path: "endpoint.extra_listeners[\(index + 1)]", cause: .duplicateEntry("host, port"))
                )
            }
        }
        var names: Set<String> = []
        for (index, app) in self.settings.apps.enumerated() where !names.insert(app.name).inserted {
            found.append(Conflict(path: "apps[\(index + 1)]", cause: .duplicateEntry("name")))
        }
        return found
    }

    /// Shown at the one of the two that somebody set.
    private func livenessConflict(_ endpoint: EndpointSettings) -> Conflict {
        let ping = "endpoint.ping_interval_s"
        let lost = "endpoint.lost_after_s"
        if self.source(of: lost) == .builtIn {
            return Conflict(path: ping, cause: .mustStayBelow(other: lost, value: endpoint.lostAfterSeconds))
        }
        return Conflict(path: lost, cause: .mustExceed(other: ping, value: endpoint.pingIntervalSeconds))
    }

    /// Two names for one key, or one name for two, would make it a matter of chance which binding holds.
    private func keyConflicts(_ endpoint: EndpointSettings) -> [Conflict] {
        var found: [Conflict] = []
        var names: Set<String> = []
        var keys: Set<Secret> = [endpoint.accessKey]
        if endpoint.keys.count > BoundKey.limit {
            found.append(Conflict(path: "endpoint.keys", cause: .tooManyEntries(limit: BoundKey.limit)))
        }
        for (index, bound) in endpoint.keys.enumerated() {
            let path = "endpoint.keys[\(index + 1)]"
            if !names.insert(bound.name).inserted {
                found.append(Conflict(path: path, cause: .duplicateEntry("name")))
            }
            if !keys.insert(bound.key).inserted {
                found.append(Conflict(path: path, cause: .duplicateEntry("key")))
            }
        }
        return found
    }
}
