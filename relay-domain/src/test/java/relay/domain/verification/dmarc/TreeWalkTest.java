package relay.domain.verification.dmarc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.verification.FakeZone;
import relay.domain.verification.dmarc.PolicySearch.NoAnswer;
import relay.domain.verification.dmarc.PolicySearch.Published;

/** The tree walk of RFC 9989 4.10: which record counts, and who belongs to whom. */
class TreeWalkTest {
  private static final FakeZone ZONE =
      FakeZone.of(
          """
          _dmarc.example.org TXT v=DMARC1; p=reject
          _dmarc.deep.a.example.org TXT v=DMARC1; p=none
          _dmarc.unit.example.org TXT v=DMARC1; p=none; psd=n
          _dmarc.gov TXT v=DMARC1; p=reject; psd=y
          _dmarc.city.gov TXT v=DMARC1; p=none
          _dmarc.suffix.example TXT v=DMARC1; p=quarantine; psd=y
          _dmarc.two.example TXT v=DMARC1; p=none
          _dmarc.two.example TXT v=DMARC1; p=reject
          _dmarc.broken.example TXT v=DMARC1; p=sometimes
          _dmarc.slow.example TIMEOUT
          """);

  @ParameterizedTest
  @CsvSource({
    "example.org, example.org",
    "mail.example.org, example.org",
    "x.deep.a.example.org, example.org",
    "deep.a.example.org, example.org",
    "unit.example.org, unit.example.org",
    "x.y.unit.example.org, unit.example.org",
    "city.gov, city.gov",
    "mail.city.gov, city.gov",
    "town.gov, town.gov",
    "a.b.town.gov, town.gov",
    "gov, gov",
    "suffix.example, suffix.example",
    "a.suffix.example, a.suffix.example",
    "c.b.a.suffix.example, a.suffix.example",
    "nothing.test, nothing.test",
    "a.nothing.test, a.nothing.test",
    "a.two.example, a.two.example",
    "a.broken.example, broken.example",
  })
  void shouldFindTheOrganization(String domain, String organization) throws NoAnswer {
    assertThat(new TreeWalk(ZONE).organizationalDomain(domain)).isEqualTo(organization);
  }

  @ParameterizedTest
  @CsvSource({
    "example.org, example.org",
    "a.example.org, example.org",
    "deep.a.example.org, deep.a.example.org",
    "x.deep.a.example.org, example.org",
    "x.unit.example.org, unit.example.org",
    "town.gov, gov",
    "a.town.gov, gov",
    "a.city.gov, city.gov",
    "nothing.test, ''",
    "two.example, ''",
  })
  void shouldFindTheRecordThatCounts(String domain, String at) throws NoAnswer {
    Optional<Published> published = new TreeWalk(ZONE).policyFor(domain);

    assertThat(published.map(Published::domain).orElse("")).isEqualTo(at);
  }

  @ParameterizedTest
  @CsvSource({"slow.example", "a.slow.example", "a.b.c.slow.example"})
  void shouldNotGuessWhenARecordOnTheWayCannotBeHad(String domain) {
    assertThatThrownBy(() -> new TreeWalk(ZONE).policyFor(domain))
        .isInstanceOf(NoAnswer.class)
        .hasMessageContaining("_dmarc.slow.example");
  }

  @Test
  void shouldAskAboutEachNameOnce() throws NoAnswer {
    FakeZone zone = FakeZone.of("_dmarc.example.org TXT v=DMARC1; p=none");
    TreeWalk walk = new TreeWalk(zone);

    walk.policyFor("a.example.org");
    walk.organizationalDomain("a.example.org");
    walk.policyFor("a.example.org");

    assertThat(zone.questions())
        .containsExactly("_dmarc.a.example.org TXT", "_dmarc.example.org TXT", "_dmarc.org TXT");
  }

  @ParameterizedTest
  @CsvSource({
    "a.b.c.d.e.f.g.h, 8",
    "1.a.b.c.d.e.f.g.h, 8",
    "1.2.3.4.5.6.7.8.9.a.b.c.d.e.f.g.h, 8",
    "b.c.d.e.f.g.h, 7",
    "h, 1",
  })
  void shouldAskEightTimesAtMost(String domain, int questions) throws NoAnswer {
    FakeZone zone = new FakeZone();

    new TreeWalk(zone).policyFor(domain);

    assertThat(zone.questions()).hasSize(questions).contains("_dmarc.h TXT");
  }

  @Test
  void shouldKeepItsRulesInAnyTree() {
    Chance.rounds(
        800,
        random -> {
          FakeZone zone = anyZone(random);
          String author = anyName(random);
          String other = anyName(random);
          TreeWalk walk = new TreeWalk(zone);

          String organization = walk.organizationalDomain(author);
          Optional<Published> published = walk.policyFor(author);

          assertThat(author).satisfies(a -> assertThat(isAtOrBelow(a, organization)).isTrue());
          published.ifPresent(p -> assertThat(isAtOrBelow(author, p.domain())).isTrue());
          assertThat(walk.organizationalDomain(author)).isEqualTo(organization);
          assertThat(new TreeWalk(zone).organizationalDomain(other))
              .isEqualTo(walk.organizationalDomain(other));
        });
  }

  @Test
  void shouldAlignBothWaysOrNotAtAll() {
    Chance.rounds(
        800,
        random -> {
          FakeZone zone = anyZone(random);
          String one = anyName(random);
          String two = anyName(random);

          DmarcResult forth = check(zone, one, two);
          DmarcResult back = check(zone, two, one);

          if (forth != DmarcResult.NONE && back != DmarcResult.NONE) {
            assertThat(forth).as("%s and %s in %s", one, two, zone.questions()).isEqualTo(back);
          }
        });
  }

  @Test
  void shouldAskFewQuestionsInAnyTree() {
    Chance.rounds(
        300,
        random -> {
          FakeZone zone = anyZone(random);

          check(zone, anyName(random), anyName(random));

          Set<String> texts = new TreeSet<>(zone.questions());
          texts.removeIf(q -> !q.endsWith("TXT"));
          assertThat(texts).hasSizeLessThanOrEqualTo(16);
          assertThat(zone.questions().size()).isLessThanOrEqualTo(16 + 3);
        });
  }

  @ParameterizedTest
  @CsvSource({"99999, true", "100000, true", "100001, false"})
  void shouldReadAHundredThousandSuffixes(int rules, boolean readable) throws IOException {
    StringBuilder list = new StringBuilder("// suffixes\n");
    for (int i = 0; i < rules; i++) {
      list.append("s").append(i).append(".example\n");
    }

    if (readable) {
      assertThat(
              PublicSuffixes.read(new StringReader(list.toString()))
                  .organizationalDomain("a.b.s7.example"))
          .isEqualTo("b.s7.example");
    } else {
      assertThatThrownBy(() -> PublicSuffixes.read(new StringReader(list.toString())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("100000");
    }
  }

  private static DmarcResult check(FakeZone zone, String author, String signer) {
    return new DmarcCheck(zone, Optional.empty())
        .check(
            new Authors(List.of(author), Optional.empty()),
            new Authenticated(Optional.empty(), List.of(signer), false))
        .result();
  }

  /** Records at some of few names, so that walks meet them. */
  private static FakeZone anyZone(Random random) {
    FakeZone zone = new FakeZone();
    for (int i = random.nextInt(6); i > 0; i--) {
      String psd = Chance.oneOf(random, "", "; psd=y", "; psd=n", "; psd=u");
      zone.add("_dmarc." + anyName(random), "TXT", "v=DMARC1; p=reject" + psd);
    }
    return zone;
  }

  private static String anyName(Random random) {
    StringBuilder name = new StringBuilder(Chance.oneOf(random, "x", "y"));
    for (int i = random.nextInt(10); i > 0; i--) {
      name.insert(0, Chance.oneOf(random, "a.", "b."));
    }
    return name.toString();
  }

  private static boolean isAtOrBelow(String name, String above) {
    return name.equals(above) || name.endsWith("." + above);
  }
}
