package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;

class SiteNameTest {
  @Test
  void shouldNameALoneServerAsItIs() {
    assertThat(SiteName.of(List.of("mx.example.net"))).isEqualTo("mx.example.net");
  }

  @Test
  void shouldWriteWhatAllHaveInCommonOnce() {
    assertThat(SiteName.of(List.of("alt2.mx.example.net", "alt1.mx.example.net")))
        .isEqualTo("(alt1|alt2).mx.example.net");
    assertThat(SiteName.of(List.of("mx.one.example", "mx.two.example")))
        .isEqualTo("(mx.one|mx.two).example");
    assertThat(SiteName.of(List.of("mx.example.net", "mx.example.org")))
        .isEqualTo("(mx.example.net|mx.example.org)");
  }

  @Test
  void shouldNotCutWithinALabel() {
    assertThat(SiteName.of(List.of("amx.example.net", "bmx.example.net")))
        .isEqualTo("(amx|bmx).example.net");
  }

  @Test
  void shouldBeOneForTheSameServersInAnyOrder() {
    Chance.rounds(
        50,
        random -> {
          List<String> hosts =
              new ArrayList<>(
                  IntStream.range(0, 1 + random.nextInt(40))
                      .mapToObj(i -> "h" + i + (random.nextBoolean() ? ".a.example" : ".example"))
                      .toList());
          String name = SiteName.of(hosts);
          Collections.shuffle(hosts, random);

          assertThat(SiteName.of(hosts)).isEqualTo(name).hasSizeLessThanOrEqualTo(120);
        });
  }

  @Test
  void shouldTellManyServersApartWithinItsBound() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      int end = i;
      names.add(
          SiteName.of(
              IntStream.rangeClosed(0, 60)
                  .mapToObj(n -> "host" + n + "x" + end + ".example")
                  .toList()));
    }

    assertThat(names).hasSize(50).allMatch(n -> n.length() <= 120);
  }
}
