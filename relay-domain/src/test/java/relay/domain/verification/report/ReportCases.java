package relay.domain.verification.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Reports, and what they come packed in, for tests. */
public final class ReportCases {
  public static final ReceivedReportSettings SETTINGS =
      new ReceivedReportSettings(1 << 20, 1 << 20, 256 << 10, 1000);

  /** As RFC 7489's schema has it, the way large receivers write it. */
  public static final String OLD =
      """
      <?xml version="1.0" encoding="UTF-8" ?>
      <feedback>
        <report_metadata>
          <org_name>Receiver &amp; Sons</org_name>
          <email>noreply-dmarc@receiver.example</email>
          <extra_contact_info>https://receiver.example/dmarc</extra_contact_info>
          <report_id>1720-99</report_id>
          <date_range><begin>1767225600</begin><end>1767311999</end></date_range>
        </report_metadata>
        <policy_published>
          <domain>Example.org</domain>
          <adkim>r</adkim><aspf>s</aspf><p>quarantine</p><sp>none</sp><pct>50</pct>
        </policy_published>
        <record>
          <row>
            <source_ip>192.0.2.1</source_ip><count>40</count>
            <policy_evaluated><disposition>none</disposition><dkim>pass</dkim><spf>fail</spf></policy_evaluated>
          </row>
          <identifiers><envelope_to>receiver.example</envelope_to><header_from>example.org</header_from></identifiers>
          <auth_results>
            <dkim><domain>example.org</domain><selector>s1</selector><result>pass</result></dkim>
            <dkim><domain>esp.example</domain><result>fail</result><human_result>body hash did not verify</human_result></dkim>
            <spf><domain>bounce.esp.example</domain><scope>mfrom</scope><result>pass</result></spf>
          </auth_results>
        </record>
        <record>
          <row>
            <source_ip>2001:db8::66</source_ip><count>2</count>
            <policy_evaluated>
              <disposition>quarantine</disposition><dkim>fail</dkim><spf>fail</spf>
              <reason><type>mailing_list</type><comment>looks like a list</comment></reason>
            </policy_evaluated>
          </row>
          <identifiers><header_from>example.org</header_from><envelope_from>forger.example</envelope_from></identifiers>
          <auth_results><spf><domain>forger.example</domain><result>softfail</result></spf></auth_results>
        </record>
      </feedback>
      """;

  /** As RFC 9990 has it. */
  public static final String NEW =
      """
      <feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0" xmlns:ext="urn:x-extension">
        <version>1.0</version>
        <report_metadata>
          <org_name>New Receiver</org_name>
          <email>dmarc@new.example</email>
          <report_id>3v98abbp8ya9n3va8yr8oa3ya</report_id>
          <date_range><begin>1767225600</begin><end>1767311999</end></date_range>
          <generator>Reporter 2.1</generator>
          <error>one record was broken</error>
        </report_metadata>
        <policy_published>
          <domain>example.org</domain><discovery_method>treewalk</discovery_method>
          <ext:p>none</ext:p>
          <p>reject</p><sp>quarantine</sp><np>reject</np><fo>0:1</fo><testing>y</testing>
        </policy_published>
        <ext:record><row/></ext:record>
        <extension><ext:any><ext:record>1</ext:record></ext:any></extension>
        <record>
          <row>
            <source_ip>192.0.2.7</source_ip><count>3</count>
            <policy_evaluated>
              <disposition>pass</disposition><dkim>fail</dkim><spf>pass</spf>
              <reason><type>policy_test_mode</type></reason>
            </policy_evaluated>
          </row>
          <identifiers><header_from>mail.example.org</header_from><envelope_from/></identifiers>
          <auth_results><spf><domain>mail.example.org</domain><result>pass</result></spf></auth_results>
          <ext:more>x</ext:more>
        </record>
      </feedback>
      """;

  /** The example of RFC 8460 B, in other words. */
  public static final String TLS =
      """
      {
        "organization-name": "Company-X",
        "date-range": {"start-datetime": "2026-01-01T00:00:00Z", "end-datetime": "2026-01-01T23:59:59Z"},
        "contact-info": "sts-reporting@company-x.example",
        "report-id": "5065427c-23d3-47ca-b6e0-946ea0e8c4be",
        "policies": [{
          "policy": {
            "policy-type": "sts",
            "policy-string": ["version: STSv1", "mode: testing", "mx: *.mail.company-y.example", "max_age: 86400"],
            "policy-domain": "Company-Y.example.",
            "mx-host": "*.mail.company-y.example"
          },
          "summary": {"total-successful-session-count": 5326, "total-failure-session-count": 303},
          "failure-details": [{
            "result-type": "certificate-expired",
            "sending-mta-ip": "2001:db8:abcd:0012::1",
            "receiving-mx-hostname": "mx1.mail.company-y.example",
            "failed-session-count": 100
          }, {
            "result-type": "starttls-not-supported",
            "sending-mta-ip": "2001:db8:abcd:0013::1",
            "receiving-mx-hostname": "mx2.mail.company-y.example",
            "receiving-ip": "203.0.113.56",
            "failed-session-count": 203,
            "additional-information": "https://reports.company-x.example/1"
          }]
        }]
      }
      """;

  private ReportCases() {}

  static ReportReading read(byte[] octets) {
    return new ReportReader(SETTINGS).read(octets);
  }

  public static ReportReading read(String text) {
    return read(octets(text));
  }

  public static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] gzip(byte[] octets) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Files with these names, all with the same content. */
  static byte[] zip(byte[] octets, String... names) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream packed = new ZipOutputStream(out)) {
      for (String name : names) {
        packed.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          packed.write(name.endsWith(".txt") ? octets("read me") : octets);
        }
        packed.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A mail with a text and these files behind it, in base64. */
  public static byte[] mail(String type, byte[]... files) {
    StringBuilder mail =
        new StringBuilder(
            """
            From: noreply-dmarc@receiver.example
            Subject: Report domain: example.org Submitter: receiver.example
            MIME-Version: 1.0
            Content-Type: multipart/mixed; BOUNDARY="=_b 1"

            preamble
            --=_b 1
            Content-Type: text/plain

            This is a report.
            """);
    for (byte[] file : files) {
      mail.append("--=_b 1\nContent-Type: ").append(type);
      mail.append("\nContent-Disposition: attachment; filename=\"report\"");
      mail.append("\nContent-Transfer-Encoding: BASE64\n\n");
      mail.append(Base64.getMimeEncoder().encodeToString(file).replace("\r", "")).append('\n');
    }
    return octets(mail.append("--=_b 1--\n").toString().replace("\n", "\r\n"));
  }
}
