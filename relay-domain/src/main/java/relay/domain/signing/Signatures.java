package relay.domain.signing;

import java.util.List;

/**
 * What signing a mail came to.
 *
 * @param fields the signature fields, each CR LF ended, to be sent before all others; empty when
 *     nothing was signed; not to be changed
 * @param keys those that signed, in the order of the fields
 * @param remark why nothing was signed; empty when something was
 */
public record Signatures(byte[] fields, List<SigningKey> keys, String remark) {

  static Signatures none(String remark) {
    return new Signatures(new byte[0], List.of(), remark);
  }

  public boolean isEmpty() {
    return keys.isEmpty();
  }
}
