/**
 * Who is asking, what he may do, and what a browser may be made to do.
 *
 * <p>An operation says with {@link relay.web.access.Needs} which {@link relay.domain.access.Right}
 * its caller must have; one that says nothing answers nobody. A tenant in its path, called {@code
 * {tenant}}, is checked already; an operation without one that people of tenants may call says
 * {@code narrows = true} and obeys {@link relay.web.access.Caller#permit()}.
 *
 * <p>Invariant: no operation without a declared right; a test walks all of them as every role. Way
 * in: {@link relay.web.access.AccessFilter}.
 */
package relay.web.access;
