/**
 * What the whole application is given by the process it runs in: settings, time, chance.
 *
 * <p>Invariant: settings are read once, when the application starts; a bad one stops the start. Way
 * in: {@link relay.ejb.settings.ProcessValues}.
 */
package relay.ejb.settings;
