package relay.domain.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The order of mail exchangers, RFC 5321 5.1. */
final class MxRules {
  private MxRules() {}

  /** RFC 7505: a lone root says that the domain takes no mail; beside others it says nothing. */
  static boolean isNull(List<MailExchanger> records) {
    return records.stream().allMatch(MailExchanger::isNull);
  }

  /** Best preference first; records of equal preference in random order, to spread the load. */
  static List<List<MailExchanger>> byPreference(
      List<MailExchanger> records, RandomGenerator random) {
    Map<Integer, List<MailExchanger>> groups = new TreeMap<>();
    for (MailExchanger record : records) {
      if (!record.isNull()) {
        groups.computeIfAbsent(record.preference(), p -> new ArrayList<>()).add(record);
      }
    }
    groups.values().forEach(group -> shuffle(group, random));
    return List.copyOf(groups.values());
  }

  private static void shuffle(List<MailExchanger> group, RandomGenerator random) {
    for (int i = group.size() - 1; i > 0; i--) {
      Collections.swap(group, i, random.nextInt(i + 1));
    }
  }
}
