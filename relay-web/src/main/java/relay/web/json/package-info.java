/**
 * JSON texts for the resources.
 *
 * <p>Invariant: texts, not entities, so that the answer does not depend on which JSON provider a
 * server binds to JAX-RS. Way in: {@link relay.web.json.Json}.
 */
package relay.web.json;
