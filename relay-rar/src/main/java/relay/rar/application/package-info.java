/**
 * The way from a connection to the application: endpoints of the container, called on its threads.
 *
 * <p>Invariant: nothing here answers a client; an unexpected failure is an exception that the
 * session turns into a 4xx. Jakarta Connectors 2.1 chapters 10 and 13. Way in: {@link
 * relay.rar.application.Application}.
 */
package relay.rar.application;
