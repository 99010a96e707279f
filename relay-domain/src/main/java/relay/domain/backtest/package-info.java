/**
 * Rules about replies tried on what servers said in the past: how many replies would be something
 * else, and how often a rule would have slowed mail down.
 *
 * <p>Invariant: nothing is changed, nothing is sent. A tenant's rules are asked about its own mail
 * alone. What is shown of replies is without addresses, numbers and ids; what was erased is counted
 * and not read; memory is bounded whatever the journal holds. Way in: {@link
 * relay.domain.backtest.BackTestQuestion}.
 */
package relay.domain.backtest;
