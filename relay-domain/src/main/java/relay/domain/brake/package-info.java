/**
 * The operator's brake: time-limited orders over queued mail, each with a reason and an author,
 * that also catch mail arriving later.
 *
 * <p>Invariant: no order lasts for ever, and what an order holds is never lost, only told to wait.
 * A relay without brakes pays one look at an empty book for each mail. Way in: {@link
 * relay.domain.brake.BrakeBook}, compiled for the mail path from every {@link
 * relay.domain.brake.Brake}, which is a control object ({@link relay.domain.brake.BrakesKind}).
 */
package relay.domain.brake;
