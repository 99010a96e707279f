/**
 * Who may do what over HTTP: roles, what each operation needs, and whose things a role reaches.
 *
 * <p>The table stands in {@link relay.domain.access.Right}. An operation names its right ({@code
 * relay.web.access.Needs}); one that names none is for nobody.
 *
 * <p>Invariant: denied unless the table says otherwise. Somebody of a tenant reaches nothing of
 * another, and cannot tell whether it is there. Way in: {@link relay.domain.access.AccessRules}.
 */
package relay.domain.access;
