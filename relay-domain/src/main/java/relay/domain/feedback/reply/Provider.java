package relay.domain.feedback.reply;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Mail systems whose replies have words of their own, known by the names of their servers.
 *
 * @param name the word in rule files
 * @param hosts ends of host names
 * @param marks words that only its replies have
 */
record Provider(String name, List<String> hosts, List<String> marks) {
  private static final List<Provider> ALL =
      List.of(
          of("google", "google.com googlemail.com gmail.com", "gsmtp", "support.google.com/mail"),
          of(
              "microsoft",
              "protection.outlook.com outlook.com hotmail.com live.com msn.com office365.us",
              "prod.outlook.com",
              "protection.outlook.com",
              "mail.live.com",
              "postmaster.live.com"),
          of("yahoo", "yahoodns.net yahoo.com aol.com yahoo.co.jp", "help.yahoo.com/kb/postmaster"),
          of("apple", "icloud.com me.com apple.com", "support.apple.com"),
          of(
              "united-internet",
              "gmx.net gmx.com gmx.de web.de kundenserver.de 1and1.com perfora.net ionos.com",
              "postmaster.gmx.net",
              "postmaster.web.de"),
          of("t-online", "t-online.de", "postmaster.t-online.de", "tosa@rx.t-online.de"),
          of("orange", "orange.fr wanadoo.fr laposte.net", "ofr_*", "lpn0*"),
          of("free", "free.fr proxad.net", "postmaster.free.fr"),
          of("comcast", "comcast.net", "postmaster.comcast.net"),
          of("charter", "charter.net rr.com spectrum.net", "charter.net/postmaster"),
          of("cox", "cox.net", "postmaster.cox.net"),
          of("att", "att.net prodigy.net bellsouth.net sbcglobal.net", "att.net/blocks"),
          of("mail.ru", "mail.ru", "postmaster.mail.ru", "help.mail.ru"),
          of(
              "yandex",
              "yandex.net yandex.ru yandex.com",
              "yandex.com/support",
              "yandex.ru/support"),
          of("tencent", "qq.com", "service.mail.qq.com"),
          of("netease", "163.com 126.com yeah.net netease.com", "mail.163.com", "help.163.com"),
          of("docomo", "docomo.ne.jp"),
          of("kddi", "au.com ezweb.ne.jp auone-net.jp dion.ne.jp"),
          of("softbank", "softbank.ne.jp vodafone.ne.jp"),
          of("proofpoint", "pphosted.com ppe-hosted.com gpphosted.com", "support.proofpoint.com"),
          of("mimecast", "mimecast.com mimecast.co.za", "community.mimecast.com"),
          of("symantec", "messagelabs.com symanteccloud.com", "messagelabs.com"),
          of("barracuda", "barracudanetworks.com", "barracudanetworks.com", "barracudacentral.org"),
          of("cisco", "iphmx.com"),
          of("godaddy", "secureserver.net", "x.co/*"),
          of("zoho", "zoho.com zohomail.com zoho.eu", "zoho.com"));

  static List<Provider> all() {
    return ALL;
  }

  static Optional<Provider> named(String name) {
    return ALL.stream().filter(p -> p.name.equals(name)).findFirst();
  }

  /** Whose server this is, by its name; empty when it is nobody's here. */
  static String ofHost(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    for (Provider provider : ALL) {
      for (String end : provider.hosts) {
        if (name.endsWith(end)
            && (name.length() == end.length()
                || name.charAt(name.length() - end.length() - 1) == '.')) {
          return provider.name;
        }
      }
    }
    return "";
  }

  /** Whose words these are; empty when they could be anybody's. */
  static String ofText(String text) {
    // As it is written: a mark may be a mail address.
    String words =
        text.substring(0, Math.min(text.length(), Words.CHARS_MAX)).toLowerCase(Locale.ROOT);
    for (Provider provider : ALL) {
      for (String mark : provider.marks) {
        if (words.contains(mark.replace("*", ""))) {
          return provider.name;
        }
      }
    }
    return "";
  }

  private static Provider of(String name, String hosts, String... marks) {
    return new Provider(name, List.of(hosts.split(" ")), List.of(marks));
  }
}
