package relay.domain.transport;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/**
 * One TLSA record (RFC 6698 2.1).
 *
 * @param usage 2 vouches for an authority, 3 for the server's own certificate; others are nothing
 *     to mail (RFC 7672 3.1.3)
 * @param selector 0 the whole certificate, 1 its public key
 * @param matching 0 all of it, 1 its SHA-256, 2 its SHA-512
 * @param data in hexadecimal digits, lower case
 */
public record TlsaRecord(int usage, int selector, int matching, String data) {
  static final int AUTHORITY = 2;
  static final int END_ENTITY = 3;
  private static final int WHOLE_CERTIFICATE = 0;
  private static final int PUBLIC_KEY = 1;
  private static final int EXACT = 0;
  private static final int SHA_256 = 1;
  private static final int SHA_512 = 2;
  private static final int TOLD_DIGITS = 16;

  public TlsaRecord {
    data = data.toLowerCase(Locale.ROOT);
  }

  /** Whether it can vouch for a mail server at all. */
  public boolean isUsable() {
    return (usage == AUTHORITY || usage == END_ENTITY)
        && (selector == WHOLE_CERTIFICATE || selector == PUBLIC_KEY)
        && hasFittingData();
  }

  private boolean hasFittingData() {
    return switch (matching) {
      case EXACT -> !data.isEmpty();
      case SHA_256 -> data.length() == 64;
      case SHA_512 -> data.length() == 128;
      default -> false;
    };
  }

  /**
   * Whether it names the very certificate that is to be trusted, which the server may leave out.
   */
  boolean holdsCertificate() {
    return selector == WHOLE_CERTIFICATE && matching == EXACT;
  }

  /** Whether it speaks of this certificate. */
  boolean matches(X509Certificate certificate) {
    try {
      byte[] selected =
          selector == WHOLE_CERTIFICATE
              ? certificate.getEncoded()
              : certificate.getPublicKey().getEncoded();
      byte[] shown =
          matching == EXACT
              ? selected
              : MessageDigest.getInstance(matching == SHA_256 ? "SHA-256" : "SHA-512")
                  .digest(selected);
      return HexFormat.of().formatHex(shown).equals(data);
    } catch (CertificateEncodingException e) {
      return false;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-2", e);
    }
  }

  /** As in a zone (RFC 6698 2.2). */
  public String zoneText() {
    return usage + " " + selector + " " + matching + " " + data;
  }

  /** As in a zone, with the first digits of the data. */
  @Override
  public String toString() {
    String told = data.length() > TOLD_DIGITS ? data.substring(0, TOLD_DIGITS) + "..." : data;
    return usage + " " + selector + " " + matching + " " + told;
  }
}
