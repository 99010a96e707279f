/**
 * What the relay makes of an input, by the very code of the mail path.
 *
 * <p>Invariant: changes nothing and sends nothing but DNS questions. Way in: {@link
 * relay.web.diagnosis.DiagnosisResource}.
 */
package relay.web.diagnosis;
