/**
 * Whether a mail is from whom it says: the checks that receivers make, as a library for inbound
 * mail, for the DNS records of our own domains and for {@code relay diagnose}.
 *
 * <p>Invariant: nothing here opens a socket or decides about mail; the DNS is the port {@link
 * relay.domain.verification.RecordLookup}, and every check is bounded in questions and time. Ways
 * in: {@link relay.domain.verification.spf.SpfCheck} (RFC 7208) and {@link
 * relay.domain.verification.dmarc.DmarcCheck} (RFC 9989); {@link relay.domain.signing.DkimVerifier}
 * is the third of the family (RFC 6376). What others report about our mail is read by {@link
 * relay.domain.verification.report.ReportReader}.
 */
package relay.domain.verification;
