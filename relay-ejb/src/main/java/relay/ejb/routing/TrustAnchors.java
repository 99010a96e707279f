package relay.ejb.routing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import relay.domain.settings.InvalidSetting;

/** The keys from which validation starts, in the form of a zone file. */
final class TrustAnchors {
  private static final String KEY = "dns.trust-anchors";
  private static final String SHIPPED = "root-anchors.zone";
  private static final int OCTETS_MAX = 1 << 20;

  private TrustAnchors() {}

  /**
   * Those of the operator's file, or the shipped ones of the root zone.
   *
   * @throws InvalidSetting for a file that cannot be read or holds no DS or DNSKEY record
   */
  static InputStream of(Optional<String> file) {
    byte[] octets = file.map(TrustAnchors::read).orElseGet(TrustAnchors::shipped);
    file.ifPresent(name -> check(name, octets));
    return new ByteArrayInputStream(octets);
  }

  private static byte[] read(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return in.readNBytes(OCTETS_MAX);
    } catch (IOException e) {
      throw new InvalidSetting(KEY, file, "cannot be read: " + e);
    }
  }

  private static byte[] shipped() {
    try (InputStream in = TrustAnchors.class.getResourceAsStream(SHIPPED)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("the trust anchors of the root zone cannot be read", e);
    }
  }

  private static void check(String file, byte[] octets) {
    int anchors = 0;
    try (Master zone = new Master(new ByteArrayInputStream(octets), Name.root, 0)) {
      for (Record r = zone.nextRecord(); r != null; r = zone.nextRecord()) {
        anchors += r.getType() == Type.DS || r.getType() == Type.DNSKEY ? 1 : 0;
      }
    } catch (IOException e) {
      throw new InvalidSetting(KEY, file, "must hold records as in a zone file: " + e.getMessage());
    }
    if (anchors == 0) {
      throw new InvalidSetting(
          KEY, file, "must hold a DS or DNSKEY record such as: . IN DS 20326 8 2 E06D...");
    }
  }
}
