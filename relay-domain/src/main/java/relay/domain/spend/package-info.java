/**
 * What the targets of routes took and what that costs: recipients by target, day and month, their
 * price, and the quota that a target has a day.
 *
 * <p>Invariant: no claim goes beyond a quota that has room for it, whatever many workers ask at the
 * same time; amounts are whole billionths of a currency unit, so nothing is lost to rounding.
 * Nothing here knows a route or a mail. Days are those of UTC. Way in: {@link
 * relay.domain.spend.SpendBook}.
 */
package relay.domain.spend;
