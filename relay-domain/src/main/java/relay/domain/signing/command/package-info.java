/**
 * What an operator types about DKIM: {@code relay dkim create}, {@code relay dkim show}, {@code
 * relay diagnose dkim}.
 *
 * <p>Invariant: a key file is never overwritten and never printed; a command writes only to the
 * stream it is given and answers with an exit code: 0 done, 1 not possible, 2 wrongly called. Ways
 * in: {@link relay.domain.signing.command.DkimCommand} and {@link
 * relay.domain.signing.command.DiagnoseDkim}.
 */
package relay.domain.signing.command;
