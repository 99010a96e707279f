/**
 * What other mail servers were told, as we would say it: KumoMTA's {@code shaping.toml}, and the
 * maps {@code transport}, {@code relayhost} and {@code sasl_passwd} of Postfix.
 *
 * <p>Invariant: every line that says something is told of, with what it becomes or why it becomes
 * nothing; nothing is left out in silence and nothing is changed by reading. Any text is read in
 * time linear in its length, up to bounds, or refused with the line that is wrong. TOML 1.0; {@code
 * transport(5)}. Ways in: {@link relay.domain.migration.ShapingImport}, {@link
 * relay.domain.migration.PostfixImport}.
 */
package relay.domain.migration;
