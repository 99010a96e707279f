/**
 * The command behind {@code server-config/bin/relay} and {@code java -jar relay.jar}.
 *
 * <p>Invariant: nothing is started before settings, folder and ports were found good; each refusal
 * is one sentence on the error stream with its own exit code. Way in: {@link
 * relay.launcher.RelayCommand}.
 */
package relay.launcher;
