/**
 * The description of the API for tools.
 *
 * <p>Invariant: names exactly the paths, methods and parameters that the resources have; a test
 * compares both. Way in: {@link relay.web.document.ApiDocument}.
 */
package relay.web.document;
