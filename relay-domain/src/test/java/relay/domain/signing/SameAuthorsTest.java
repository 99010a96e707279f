package relay.domain.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.mail.AddressList;
import relay.domain.mail.Content;
import relay.domain.mail.DomainName;
import relay.domain.mail.HeaderSection;

/**
 * Who may send as whom is decided by one reader, what is signed for by another place: both must
 * mean the same authors, or a mail would be signed for somebody whose consent nobody asked for.
 */
class SameAuthorsTest {

  @Test
  void shouldFindTheAddressesHoweverTheyAreDressed() {
    Chance.rounds(
        2_000,
        random -> {
          List<String> addresses = new ArrayList<>();
          StringBuilder value = new StringBuilder();
          boolean group = random.nextInt(5) == 0;
          value.append(group ? "Our team:" : "");
          for (int i = random.nextInt(4); i >= 0; i--) {
            String address = "a" + i + "@d" + random.nextInt(6) + ".example";
            addresses.add(address);
            value.append(dressed(random, address)).append(i > 0 ? "," : "");
          }
          value.append(group ? ";" : "");

          AddressList list = AddressList.parse(value.toString());
          assertThat(list.whole()).as(value.toString()).isTrue();
          assertThat(list.addresses()).extracting(Object::toString).isEqualTo(addresses);
          assertThat(authors(value.toString())).isEqualTo(firstDomains(list));
        });
  }

  private static String dressed(Random random, String address) {
    String local = address.substring(0, address.indexOf('@'));
    String domain = address.substring(address.indexOf('@') + 1);
    String spaced =
        local + blank(random) + "@" + blank(random) + domain.replace(".", blank(random) + ".");
    String plain = random.nextBoolean() ? address : spaced;
    return blank(random)
        + switch (random.nextInt(6)) {
          case 0 -> plain;
          case 1 -> "Ann Example <" + plain + ">";
          case 2 -> "\"Ann, of \\\"b@evil.example\\\"\" <" + plain + ">";
          case 3 -> plain + " (b@evil.example (c, d) \\) e)";
          case 4 -> "<@one.example,@two.example:" + plain + ">";
          default -> "=?utf-8?q?b=40evil.example?=" + blank(random) + " <" + plain + ">";
        }
        + blank(random);
  }

  private static String blank(Random random) {
    return Chance.oneOf(random, "", "", " ", "\t", "\r\n ", " (x) ", "(b@evil.example)");
  }

  /** Also of junk no more is signed for than is read as an address, or may be taken for one. */
  @Test
  void shouldMeanTheSameAuthorsWhereverAValueIsWhole() {
    String letters = "ab@.<>()[]\\\":;, \t1\u00e4";
    int[] whole = new int[1];
    Chance.rounds(
        30_000,
        random -> {
          StringBuilder value = new StringBuilder();
          for (int i = random.nextInt(20); i > 0; i--) {
            value.append(letters.charAt(random.nextInt(letters.length())));
          }
          AddressList list = AddressList.parse(value.toString());
          if (list.whole()) {
            whole[0]++;
            assertThat(authors(value.toString()))
                .as(value.toString())
                .isEqualTo(firstDomains(list));
          }
        });
    assertThat(whole[0]).isGreaterThan(100);
  }

  /** A value of commas, quotes or brackets must not cost more than its length. */
  @ParameterizedTest
  @ValueSource(strings = {"(", "\"", "<", "@", ",", "\\", "a@b.example,", "(\"", "<<>>", "[:"})
  void shouldReadALongValueOfOneKindToItsEnd(String piece) {
    String value = piece.repeat(200_000);

    assertThat(AddressList.parse(value).addresses()).hasSizeLessThanOrEqualTo(200_000);
    assertThat(authors(value)).hasSizeLessThanOrEqualTo(AuthorDomains.DOMAINS_MAX);
  }

  /** Two readers of headers, one for octets as they are signed, one for what fields mean. */
  @Test
  void shouldFindTheSameFieldsOfAWellFormedHeader() {
    Chance.rounds(
        500,
        random -> {
          StringBuilder mail = new StringBuilder();
          for (int i = random.nextInt(8); i >= 0; i--) {
            mail.append(
                Chance.oneOf(random, "From", "X-A", "subject", "Received", "DKIM-Signature"));
            mail.append(Chance.oneOf(random, ":", " :", ":\t"));
            mail.append(
                Chance.oneOf(
                    random, "", "x", " a b", "\r\n  folded", " \u00e4", " a\r\n\tb\r\n c"));
            mail.append("\r\n");
          }
          mail.append("\r\nbody: no field\r\n");
          byte[] octets = mail.toString().getBytes(StandardCharsets.UTF_8);

          int start = HeaderBlock.bodyStart(octets, 0, octets.length);
          HeaderBlock block = HeaderBlock.of(octets, 0, start);
          HeaderSection section = HeaderSection.of(Content.of(octets), Integer.MAX_VALUE, 1_000);

          assertThat(section.length()).isEqualTo(start);
          assertThat(section.isEnded()).isTrue();
          assertThat(block.fields()).hasSameSizeAs(section.fields());
          for (int i = 0; i < block.fields().size(); i++) {
            HeaderField signed = block.fields().get(i);
            assertThat(signed.start()).isEqualTo(section.fields().get(i).start());
            assertThat(signed.nameEnd()).isEqualTo(section.fields().get(i).nameEnd());
            assertThat(signed.valueStart()).isEqualTo(section.fields().get(i).valueStart());
            // the one ends before the line end, the other after it
            assertThat(signed.end() + 2).isEqualTo(section.fields().get(i).end());
          }
        });
  }

  private static List<DomainName> authors(String value) {
    byte[] octets = ("From:" + value + "\r\n").getBytes(StandardCharsets.UTF_8);
    return AuthorDomains.of(HeaderBlock.of(octets, 0, octets.length));
  }

  private static List<DomainName> firstDomains(AddressList list) {
    Set<DomainName> domains = new LinkedHashSet<>();
    list.addresses().forEach(a -> a.domainName().ifPresent(domains::add));
    return domains.stream().limit(AuthorDomains.DOMAINS_MAX).toList();
  }
}
