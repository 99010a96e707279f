/**
 * The settings over HTTP: what holds and where it comes from, changes while the relay runs, the
 * versions they made, and the way back.
 *
 * <p>Invariant: a change is judged whole, by the rules of the start, before anything of it is kept;
 * no answer holds a secret. Way in: {@link relay.web.settings.SettingsResource}.
 */
package relay.web.settings;
