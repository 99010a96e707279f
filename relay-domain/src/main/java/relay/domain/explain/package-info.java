/**
 * Why a mail goes, waits or ends: every rule that has a say, in the order of the mail's path, each
 * with the setting or object it rests on.
 *
 * <p><b>Invariant:</b> no rule is written here a second time. The rules of the mail path are asked
 * themselves, by questions that change nothing: no quota is used up, no place is taken, nothing is
 * signed. Way in: {@link relay.domain.explain.MailExplainer}.
 */
package relay.domain.explain;
