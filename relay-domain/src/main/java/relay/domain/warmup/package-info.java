/**
 * How an address of ours without a history gets one: a plan for a source says how much of the mail
 * to each provider it may take on each sending day, and the answers of the provider say whether the
 * next day may bring more.
 *
 * <p>Invariant: a source that is being warmed up begins no more first attempts of a day at a
 * provider than that day's budget (and one mail); what is above leaves from a warm source of the
 * same pool at once, and waits only where there is none. Nothing is counted for a source without a
 * plan, and nothing asked while there are no plans. Knows neither sockets nor the database. Ways
 * in: {@link relay.domain.warmup.WarmUps} for mail, {@link relay.domain.warmup.WarmUpKind} for
 * operators.
 */
package relay.domain.warmup;
