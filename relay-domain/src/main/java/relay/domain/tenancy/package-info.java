/**
 * Who uses the relay and as whom each may send: tenants, their streams, domains, DKIM keys,
 * credentials and trusted clients, and the mail domains the relay takes mail for.
 *
 * <p>Each is a {@link relay.domain.control.ControlObject}: made and changed through {@link
 * relay.domain.control.ControlStore}, read from {@link relay.domain.tenancy.Tenancy}, the index
 * over one state of them that the mail path asks. What the settings file configures belongs to the
 * tenant {@code default}, which always exists and may send as anybody.
 *
 * <p>Invariant: a verified domain belongs to one tenant, a login name or token to one credential, a
 * network to one tenant. Way in: {@link relay.domain.tenancy.Tenancy}, {@link
 * relay.domain.tenancy.TenancyKinds}.
 */
package relay.domain.tenancy;
