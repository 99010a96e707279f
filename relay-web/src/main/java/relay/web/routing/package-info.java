/**
 * Routes over HTTP beyond the objects themselves: what their targets took and cost, and the
 * profiles of services that targets can name.
 *
 * <p>Invariant: nothing here changes anything; passwords are never read. Way in: {@link
 * relay.web.routing.RouteSpendResource}.
 */
package relay.web.routing;
