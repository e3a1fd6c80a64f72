// Checks PDFs against profiles of the veraPDF engine. Reads lines: the profiles ("2a,ua1"), a tab, a file.
// Answers with a line a profile: "PASS" or "FAIL", the profile, the file; below a FAIL each broken rule with one
// example; then an empty line.

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

class Conformance {
  private static final String RULES = "org/verapdf/pdfa/validation/";
  private static final Map<String, String> PROFILES =
      Map.of("2a", "PDFA-2A.xml", "3a", "PDFA-3A.xml", "ua1", "PDFUA-1.xml");

  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = asked.readLine(); line != null; line = asked.readLine()) {
      String[] parts = line.split("\t", 2);
      for (String profile : parts[0].split(",")) {
        judge(profile, parts[1]);
      }
      System.out.println();
      System.out.flush();
    }
  }

  private static void judge(String profile, String file) throws Exception {
    try (InputStream rules = Profiles.class.getClassLoader().getResourceAsStream(RULES + PROFILES.get(profile));
        PDFAParser parser = Foundries.defaultInstance()
            .createParser(new FileInputStream(file), PDFAFlavour.fromString(profile))) {
      ValidationProfile known = Profiles.profileFromXml(rules);
      ValidationResult result = ValidatorFactory.createValidator(known, -1, false, false, false).validate(parser);
      System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + profile + " " + file);
      broken(result).forEach((rule, example) -> System.out.println("  " + rule + ": " + example));
    }
  }

  private static Map<String, String> broken(ValidationResult result) {
    Map<String, String> found = new TreeMap<>();
    for (TestAssertion one : result.getTestAssertions()) {
      if (one.getStatus() == TestAssertion.Status.FAILED) {
        String rule = one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber();
        found.putIfAbsent(rule, one.getMessage() + " at " + one.getLocation().getContext());
      }
    }
    return found;
  }
}
