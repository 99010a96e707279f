package relay.domain.delivery;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A mail that a {@link ScriptedServer} took.
 *
 * @param commands MAIL and the RCPTs that were accepted, as received
 * @param octets the content exactly as it came, dots still stuffed, without the final dot
 * @param encrypted whether it came over TLS
 */
public record ReceivedMail(List<String> commands, byte[] octets, boolean encrypted) {

  /** The content as its reader sees it: dots no longer stuffed. */
  public String content() {
    String text = "\r\n" + new String(octets, StandardCharsets.UTF_8);
    return text.replace("\r\n.", "\r\n").substring(2);
  }
}
