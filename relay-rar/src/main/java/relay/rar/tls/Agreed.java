package relay.rar.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import relay.domain.authentication.ChannelBindings;

/**
 * What came out of a handshake.
 *
 * @param words protocol and cipher suite
 * @param certificates of the client, its own first; empty when it showed none or was not asked
 * @param bindings what an exchange inside can be tied to
 */
public record Agreed(String words, List<X509Certificate> certificates, ChannelBindings bindings) {}
