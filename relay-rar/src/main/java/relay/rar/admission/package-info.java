/**
 * How many connections there may be, in all and from one client.
 *
 * <p>Invariant: every place taken is given back exactly once, and what is remembered of clients is
 * bounded. Way in: {@link relay.rar.admission.Admission}.
 */
package relay.rar.admission;
