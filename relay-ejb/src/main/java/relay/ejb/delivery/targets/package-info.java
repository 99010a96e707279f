/**
 * Takes mail where a route leads to no mail server: a web service, a maildir, nobody.
 *
 * <p>Invariant: every recipient of an order has a reply; what may have been taken without an answer
 * is in doubt and never tried again here; nothing is written outside the folder of the setting, and
 * nothing goes to another machine in clear text. RFC 9112 (HTTP), maildir (tmp, new, cur). Way in:
 * {@link relay.ejb.delivery.targets.TargetTransmission}.
 */
package relay.ejb.delivery.targets;
