/**
 * Who is asking, and what a browser may be made to do.
 *
 * <p>Invariant: a resource that shows or changes anything of the operator's is marked {@link
 * relay.web.access.AdministratorOnly}; a test lists the few that are not. Way in: {@link
 * relay.web.access.AdministratorFilter}.
 */
package relay.web.access;
