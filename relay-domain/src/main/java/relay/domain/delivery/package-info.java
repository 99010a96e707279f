/**
 * One attempt at one next hop, what its replies mean, and what follows: done, again, or failed.
 *
 * <p>Invariant: transmission reports and never decides; the rules here decide and never open a
 * socket, a queue or a file. Every recipient that goes into a judgement has a place in what comes
 * out, and the same attempt judged again after a crash gives the same entries and reports. RFC 5321
 * 4.2 and 4.5.4, RFC 3463, RFC 3461 5, RFC 2852. Way in: {@link relay.domain.delivery.Transmission}
 * for the attempt, {@link relay.domain.delivery.AttemptJudge} for what follows.
 */
package relay.domain.delivery;
