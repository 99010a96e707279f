/**
 * Automations: what happens to a contact by itself, step by step, from the moment that something
 * sets it off. Each contact inside is an entry with a place among the steps and a time when it is
 * due; looks at what is due move entries on.
 *
 * <p>Invariant: steps only lead forward, so an entry does each step at most once; a mail's queue id
 * follows from entry and step, so that whatever is repeated after a crash is known to be a repeat.
 * docs/automation.md tells the whole, docs/adr/0037 why. Way in: {@link
 * relay.domain.automation.AutomationDesk}, {@link relay.domain.automation.AutomationRound}, {@link
 * relay.domain.automation.AutomationWatch}.
 */
package relay.domain.automation;
