/**
 * Why a mail goes, waits or ends, over HTTP.
 *
 * <p><b>Invariant:</b> asking changes nothing. Way in: {@link relay.web.explain.ExplainResource}.
 */
package relay.web.explain;
