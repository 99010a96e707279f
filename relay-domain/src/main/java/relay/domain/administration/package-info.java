/**
 * What operators ask for in documents: make, change, remove and list control objects of any kind,
 * with versions, trial runs, and secrets that are shown once.
 *
 * <p>A kind of {@link relay.domain.control.ControlKinds} can be administered without anything of
 * its own here. Where the relay adds to what the operator gives (an id, a token, the hash of a
 * password), the kind has {@link relay.domain.administration.KindRules}.
 *
 * <p>Invariant: nothing that an operator hands in is dropped in silence: a field that leaves no
 * trace in the object is refused, and so is one that only the relay sets. No secret leaves but the
 * one just made. Way in: {@link relay.domain.administration.ObjectDesk}.
 *
 * <p>Documents are changed as of RFC 7396 (merge patch), versions guarded as of RFC 9110 section
 * 13.
 */
package relay.domain.administration;
