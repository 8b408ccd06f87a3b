package import Snapshot

import struct Foundation.Date

/// SYS-03 … SYS-06, JRN-01: disk, descriptors, memory, files, journal.
package struct ResourceRule: Rule {
    /// A share of 5 % is little, of space, of inodes and of memory.
    static let little = 0.05
    /// Bytes; on a disk that is not small altogether.
    static let littleSpace = 200_000_000
    static let enough = 0.25
    /// Descriptors: from here a warning, from there an error.
    static let many = 0.8
    static let nearlyAll = 0.95
    /// How long a process that the system ended is told, in seconds.
    static let killsAreRecent: Double = 600
    static let limit = 16

    package init() {}

    package func observe(_ evidence: Evidence) -> [Observation] {
        self.disks(evidence) + self.journal(evidence) + self.descriptors(evidence) + self.memory(evidence)
            + (evidence.machine?.foreignFiles ?? []).prefix(Self.limit).map(self.foreign)
    }

    /// Mounts by name, so that two folders on one disk are told once.
    private func disks(_ evidence: Evidence) -> [Observation] {
        var mounts: Set<String> = []
        let pausedMount = self.pausedDisk(evidence)?.mountPoint
        return (evidence.machine?.disks ?? []).prefix(Self.limit).compactMap { disk in
            // Nothing of ours grows where nothing can be written.
            guard !disk.isReadOnly, disk.totalBytes > 0 else { return nil }
            let isPaused = disk.mountPoint == pausedMount
            let space = Double(disk.freeBytes) / Double(disk.totalBytes)
            let symptom: ResourceSymptom
            if space < Self.little || (disk.freeBytes < Self.littleSpace && space < Self.enough) {
                symptom = .diskLow(
                    mountPoint: disk.mountPoint,
                    freeBytes: disk.freeBytes,
                    totalBytes: disk.totalBytes,
                    journalPaused: isPaused
                )
            } else if disk.totalInodes > 0, Double(disk.freeInodes) / Double(disk.totalInodes) < Self.little {
                symptom = .inodesLow(
                    mountPoint: disk.mountPoint,
                    freeInodes: disk.freeInodes,
                    totalInodes: disk.totalInodes,
                    journalPaused: isPaused
                )
            } else {
                return nil
            }
            guard mounts.insert(disk.mountPoint).inserted else { return nil }
            return Observation(.machine(.resource(symptom)), of: .path(disk.mountPoint), severity: .error)
        }
    }

    /// The disk of the journal while the journal pauses because it is full.
    private func pausedDisk(_ evidence: Evidence) -> MachineFacts.Disk? {
        guard case .paused(.diskFull, _) = evidence.snapshot.journal.state else { return nil }
        return evidence.machine?.disks.first { $0.path == evidence.snapshot.console.stateDirectory }
    }

    /// What the journal met is newer than the last look at the disk, so that it is told even where that looked well; where
    /// both are told they are the same finding.
    private func journal(_ evidence: Evidence) -> [Observation] {
        guard case .paused(let pause, let since) = evidence.snapshot.journal.state else { return [] }
        let folder = evidence.snapshot.console.stateDirectory
        guard pause == .diskFull else {
            let symptom = ResourceSymptom.journalPaused(pause)
            return [Observation(.machine(.resource(symptom)), of: .path(folder), severity: .warning, since: since)]
        }
        return [
            Observation(
                .machine(.resource(.journalDiskFull(path: folder))),
                of: .path(self.pausedDisk(evidence)?.mountPoint ?? folder),
                severity: .error,
                since: since
            )
        ]
    }

    private func descriptors(_ evidence: Evidence) -> [Observation] {
        guard let descriptors = evidence.machine?.descriptors, descriptors.limit > 0 else { return [] }
        let share = Double(descriptors.open) / Double(descriptors.limit)
        guard share >= Self.many else { return [] }
        return [
            Observation(
                .machine(.resource(.descriptors(open: descriptors.open, limit: descriptors.limit))),
                of: .machine,
                severity: share >= Self.nearlyAll ? .error : .warning
            )
        ]
    }

    private func memory(_ evidence: Evidence) -> [Observation] {
        guard let memory = evidence.machine?.memory, memory.totalBytes > 0 else { return [] }
        let symptom: ResourceSymptom
        if let last = memory.lastKillAt, evidence.now.timeIntervalSince(last) < Self.killsAreRecent {
            symptom = .memoryKills(count: max(1, memory.kills), last: last, availableBytes: memory.availableBytes)
        } else if Double(memory.availableBytes) / Double(memory.totalBytes) < Self.little {
            symptom = .memoryLow(
                availableBytes: memory.availableBytes,
                totalBytes: memory.totalBytes,
                ownBytes: memory.ownBytes
            )
        } else {
            return []
        }
        return [Observation(.machine(.resource(symptom)), of: .machine, severity: .warning)]
    }

    private func foreign(_ file: MachineFacts.FileOwner) -> Observation {
        Observation(
            .machine(.resource(.foreignFile(file))),
            of: .path(file.path),
            severity: file.isAccessible ? .notice : .warning
        )
    }
}
