/**
 * All settings of the product in one value, made once at start from the settings file and the
 * environment.
 *
 * <p>Invariant: the only package that knows every concept's settings. Way in: {@link
 * relay.domain.configuration.RelayConfiguration}.
 */
package relay.domain.configuration;
