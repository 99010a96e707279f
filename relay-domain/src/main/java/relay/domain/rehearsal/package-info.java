/**
 * A campaign rehearsed before it is sent: how long it takes, how much is deferred, which provider
 * is the slow one.
 *
 * <p>Invariant: the classes of the mail path decide ({@link relay.domain.traffic.TrafficControl},
 * {@link relay.domain.delivery.RetrySchedule}, {@link relay.domain.delivery.ReplyJudge} with the
 * classifier), only the other side is a model and only the clock is not real; the same campaign,
 * settings, models and seed give the same result. Way in: {@link relay.domain.rehearsal.Rehearsal}.
 */
package relay.domain.rehearsal;
