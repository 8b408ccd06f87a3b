/// What the kernel's rules together make of a question.
enum RuleJudgement {
    /// A packet must be let through by every chain, and one chain that drops it is enough.
    ///
    /// - Parameter tool: what the operator manages the rules with, when that is known.
    static func verdict(of rules: RuleSet, tool: FirewallTool?) -> FirewallVerdict {
        var walk = RuleWalk(rules)
        let all = walk.ends()
        let redirect = Self.redirect(all)
        var accepting: FirewallRule?
        var unclear: FirewallRule?
        for (base, ends) in all {
            let passes = ends.accept ?? ends.redirect?.rule
            if let drop = ends.drop, passes == nil, ends.unclear == nil {
                return FirewallVerdict(
                    state: .closed,
                    tool: tool ?? base.tool,
                    reason: .rule(drop),
                    redirect: redirect
                )
            }
            // What translates addresses does not filter, unless it says so.
            if let doubt = (base.translates ? nil : ends.unclear) ?? ends.drop {
                unclear = unclear ?? Self.doubt(ends) ?? doubt
            } else if !base.translates {
                accepting = passes ?? accepting
            }
        }
        if let unclear {
            return FirewallVerdict(
                state: .unknown,
                tool: tool ?? unclear.tool,
                reason: .depends(unclear),
                redirect: redirect
            )
        }
        return FirewallVerdict(
            state: .open,
            tool: tool ?? accepting?.tool,
            reason: accepting.map { .rule($0) } ?? .noRules,
            redirect: redirect
        )
    }

    /// Of rules of which it is not known whether they apply, the one that tells more than a policy does.
    private static func doubt(_ ends: RuleWalk.Ends) -> FirewallRule? {
        [ends.unclear, ends.drop, ends.accept].compactMap(\.self).first { $0.text != nil }
    }

    private static func redirect(_ all: [(base: RuleSet.Base, ends: RuleWalk.Ends)]) -> FirewallRedirect {
        var isUnclear = false
        for (base, ends) in all {
            if let (target, rule) = ends.redirect {
                let isOnly = ends.accept == nil && ends.drop == nil && ends.unclear == nil
                return isOnly ? .to(target, rule) : .possible(target, rule)
            }
            if base.translates, ends.unclear != nil { isUnclear = true }
        }
        return isUnclear ? .unknown : .none
    }
}
