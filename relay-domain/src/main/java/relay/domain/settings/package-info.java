/**
 * How a setting is declared and read: once, with type, default, bounds and one sentence.
 *
 * <p>Invariant: nobody reads a key by its text; code holds a {@link relay.domain.settings.Setting}
 * or, better, the record made from it at start. Values are checked when the settings are loaded,
 * never when they are used. Way in: {@link relay.domain.settings.Settings}.
 */
package relay.domain.settings;
