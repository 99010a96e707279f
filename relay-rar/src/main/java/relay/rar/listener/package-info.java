/**
 * Listeners of the library, with our sockets, threads and limits around it.
 *
 * <p>Invariant: the library gets no executor, socket or stream of the container, so that its habit
 * of closing and waiting for what it is given does no harm. Way in: {@link
 * relay.rar.listener.Listeners}.
 */
package relay.rar.listener;
