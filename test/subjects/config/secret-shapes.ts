/** A table for each place of a config; a line is a shape, its values are put in by the test. */
export type Tables = Readonly<Record<"env" | "header" | "url" | "args" | "entry" | "file", string>>;

/** Shapes of public configs that hold a secret. */
export const SECRET: Tables = {
  env: `
    PGPASSWORD=«p14»
    MYSQL_PASSWORD=«p12»
    DB_PASS=«p12»
    MYSQL_PWD=«p12»
    GITHUB_TOKENS=«a40»,«a40»
    SLACK_TOKENS=«a40»
    accessToken=«a32»
    refreshToken=«a44»
    apiKey=«h32»
    API_KEY=«u»
    OPENAI_API_KEY=«a51»
    LINEAR_API_KEY=«a40»
    JIRA_API_TOKEN=«a24»
    CONFLUENCE_API_TOKEN=«a24»
    CLIENT_SECRET=«a40»
    AZURE_CLIENT_SECRET=«a34»
    AWS_SECRET_ACCESS_KEY=«b40»
    R2_SECRET_ACCESS_KEY=«h64»
    AWS_SESSION_TOKEN=«b120»
    GITHUB_PAT=«a40»
    AZURE_DEVOPS_PAT=«l52»
    SMTP_PASS=«p10»
    SMTP_PASSWORD=correct horse battery
    REDIS_PASSWORD=hunter22
    PROTONMAIL_PASSWORD=bridge-«l8»
    NEO4J_PASSWORD=«p9»
    MONGODB_PASSWORD_PROD=«p16»
    API_KEY_GITHUB=«a32»
    TOKEN_STAGING=«h40»
    WALLET_PRIVATE_KEY=«a88»
    PRIVATE_KEY=0x«h64»
    SUPABASE_SERVICE_ROLE_KEY=«a64»
    SERVICE_KEY=«h40»
    ENCRYPTION_KEY=«h64»
    SESSION_SECRET=«h48»
    JWT_SECRET=keyboard cat
    WEBHOOK_SECRET=«a32»
    APP_PASSPHRASE=«p20»
    KEYSTORE_PASSPHRASE=«p20»
    SPOTIFY_CREDENTIALS=«a32»
    BASIC_CREDENTIALS=admin:«p10»
    AUTH_HEADER=Bearer «a40»
    MCP_AUTH=Bearer «a40»
    AUTHORIZATION=Basic «b24»
    OTEL_EXPORTER_OTLP_HEADERS=Authorization=Bearer «a40»
    HEADERS=X-Api-Key: «a32»
    DATABASE_URL=postgresql://app:«p14»@db.example:5432/app
    DATABASE_URI=mysql://root:«p10»@127.0.0.1/shop
    MONGO_URL=mongodb+srv://me:«p12»@cluster0.abcde.mongodb.net/?retryWrites=true
    REDIS_URL=redis://:«p16»@cache.example:6379/0
    PG_URL=postgres://app:ab/«a8»@db.example/app
    AMQP_URL=amqp://guest2:«a6»/«a6»@mq.example/vhost
    MSSQL_CONNECTION=Server=db.example;Database=shop;User Id=sa;Password=«p12»;
    AZURE_STORAGE_CONNECTION_STRING=DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=«b86»==;EndpointSuffix=core.windows.net
    PG_DSN=host=db.example user=app password=«p12» dbname=app
    ODBC_DSN=Driver=x;UID=sa;PWD=«p12»
    SLACK_WEBHOOK_URL=https://hooks.slack.com/services/T«n8»/B«n8»/«a24»
    DISCORD_WEBHOOK=https://discord.com/api/webhooks/«n18»/«a68»
    HTTPS_PROXY=http://me:«p10»@proxy.example:3128
    PROXY=socks5://me:«p10»@proxy.example:1080
    GH=ghp_«a36»
    SETTING=github_pat_«a22»_«a59»
    GL=glpat-«a20»
    VALUE=glrt-«a20»
    MAPS=AIza«a35»
    GOOGLE=GOCSPX-«a28»
    PAY=sk_live_«a24»
    BILLING=rk_live_«a24»
    NOTION=ntn_«a46»
    NOTION_OLD=secret_«a43»
    FIGMA=figd_«a40»
    DESIGN=figd_«a43»
    SUPABASE=sbp_«h40»
    SB=sb_secret_«a31»
    SEARCH=tvly-«a32»
    SEARCH_DEV=tvly-dev-«a32»
    BRAVE=BSA«a28»
    WEB=BSA_«a27»
    FAST=gsk_«a52»
    LLM=gsk_«a50»
    HUB=hf_«a34»
    MODEL=hf_«a37»
    SESSION=eyJ«a34».eyJ«a80».«a43»
    ID=eyJhbGciOiJIUzI1NiJ9.eyJ«a60».«a43»
    CLAUDE=sk-ant-api03-«a93»AA
    ROUTER=sk-or-v1-«h64»
    GPT=sk-proj-«a64»
    GPT_OLD=sk-«a48»
    CRAWL=fc-«h32»
    LINEAR=lin_api_«a40»
    SLACK=xoxb-«n12»-«n12»-«a24»
    SLACK_USER=xoxp-«n12»-«n12»-«n12»-«h32»
    DO=dop_v1_«h64»
    BRICKS=dapi«h32»
    AIRTABLE=pat«a14».«h64»
    ATLASSIAN=ATATT3xFfGF0«a160»
    REPLICATE=r8_«a37»
    PPLX=pplx-«a48»
    GROK=xai-«a80»
    GRAFANA=glsa_«a32»_«h8»
    SENTRY=sntryu_«h64»
    POSTMAN=PMAK-«h24»-«h34»
    SHOP=shpat_«h32»
    MAIL=SG.«a22».«a43»
    NPM=npm_«a36»
    APIFY=apify_api_«a36»
    PINE=pcsk_«a40»
    SMITH=lsv2_pt_«h32»_«h10»
    TELEGRAM=«n10»:AA«a33»
    HUBSPOT=pat-na1-«u»
    AWS=AKIA«n2»ABCDEFGHJKLM23
    CRM=crm_live_«a16»
    API_KEY=\${API_KEY:-«a32»}
    GITHUB_TOKEN=\${GITHUB_TOKEN:-ghp_«a36»}
    REGION=\${REGION:-glpat-«a20»}
    EXTRA=\${EXTRA:-hf_«a34»}
    TOKEN=\${PREFIX}«a32»
    DB_PASSWORD=«p8»\${SUFFIX}
    CONFIG_JSON={"apiKey":"«a32»"}
    SERVICE_ACCOUNT={"type":"service_account","private_key_id":"«h40»","private_key":"-----BEGIN PRIVATE KEY-----\\n«b64»\\n-----END PRIVATE KEY-----\\n"}
    JAVA_OPTS=-Dapi.key=«a32» -Xmx1g
    NODE_ARGS=--api-key=«a32»`,
  header: `
    Authorization: Bearer «a40»
    Authorization: Token «h40»
    authorization: bearer «a64»
    Authorization: «a40»
    Authorization: Basic «b32»
    Authorization: ApiKey «b60»
    Authorization: Bot «a24».«a6».«a38»
    Authorization: SSWS «a42»
    Proxy-Authorization: Basic «b24»
    Authorization: Bearer «a20»\${REST}
    X-API-Key: «h32»
    X-Api-Key: «u»
    x-api-token: «a40»
    api-key: «h32»
    Ocp-Apim-Subscription-Key: «h32»
    PRIVATE-TOKEN: glpat-«a20»
    X-Auth-Token: «a32»
    X-Figma-Token: «a40»
    X-Access-Token: «a32»
    CONTEXT7_API_KEY: ctx7sk-«u»
    X-Goog-Api-Key: AIza«a35»
    Cookie: session=«a40»; theme=dark
    Cookie: sid=«h32»
    X-Vault-Token: hvs.«a24»
    DD-API-KEY: «h32»
    DD-APPLICATION-KEY: «h40»`,
  url: `
    https://mcp.example/mcp?api_key=«a32»
    https://mcp.example/mcp?apikey=«h32»
    https://mcp.example/sse?token=«a32»
    https://mcp.example/mcp?access_token=«a40»&v=2
    https://mcp.tavily.com/mcp/?tavilyApiKey=tvly-«a32»
    https://mcp.exa.example/mcp?exaApiKey=«u»
    https://mcp.zapier.com/api/mcp/s/«h32»/mcp
    https://mcp.zapier.com/api/mcp/s/«a48»/mcp
    https://actions.example/mcp/«a40»/sse
    https://hook.eu2.make.example/mcp/u/«l36»/stateless
    https://me:«p10»@mcp.example/mcp
    https://me:ab/«a8»@mcp.example/mcp
    https://«a40»@mcp.example/mcp
    https://ghp_«a36»@github.com/me/repo
    https://mcp.example/mcp?key=«a32»
    https://mcp.example/mcp?password=hunter22
    https://server.example/@me/server/mcp?api_key=«u»&profile=dark-owl
    https://func.example/runtime/webhooks/mcp/sse?code=«a54»
    https://blob.example/c/x?sv=2024-01-01&sig=«a43»
    https://mcp.example/mcp#access_token=«a40»
    \${BASE:-https://mcp.example}/mcp?secret=«a24»
    wss://mcp.example/ws?auth=«a32»
    https://mcp.example/k/«l40»
    https://mcp.firecrawl.dev/fc-«h32»/v2/mcp`,
  args: `
    --access-token | sbp_«h40»
    --access-token | «a40»
    --figma-api-key=figd_«a40»
    --api-key=«a32»
    --api-key | «u»
    --token | «h40»
    --token=«a24»
    --password | hunter22
    --db-password=«p12»
    --client-secret | «a40»
    --apiKey | «a32»
    --stripe-key=sk_test_«a24»
    --stripe-key=«a24»
    --secret-key | «a32»
    -t | --auth-token | «a32»
    --header | Authorization: Bearer «a40»
    --header | Authorization:Bearer «a40»
    -H | X-API-Key: «a32»
    --header=X-Api-Token: «h40»
    --headers | {"Authorization":"Bearer «a40»"}
    -e | GITHUB_PERSONAL_ACCESS_TOKEN=ghp_«a36»
    -e | API_TOKEN=«a32»
    --env | DB_PASSWORD=«p10»
    --env=SERVICE_TOKEN=«a32»
    --config | {"apiKey":"«a32»"}
    --config | {"auth":{"clientSecret":"«a32»"}}
    --key | «u»
    --connection-string | postgresql://app:«p12»@db.example/app
    postgresql://app:«p12»@db.example/app
    https://mcp.example/sse?token=«a32»
    https://mcp.example/api/mcp/s/«h32»/mcp
    mcp-remote | https://mcp.example/mcp | --header | Authorization: Token «h40»
    --dsn=mysql://root:«p10»@127.0.0.1/shop
    -u | admin:«p12»
    -c | API_KEY=«a32» node server.js
    -c | export TOKEN=«h40» && exec server
    -lc | npx some-mcp --api-key «a32»
    /c | set API_KEY=«a32»&& npx some-mcp
    -Dtoken=«a32»
    --bearer=«a40»
    «h40»
    server.js | «a32»
    --api-key | \${API_KEY:-«a32»}
    --pat=«l52»`,
  entry: `
    {"type":"http","url":"https://mcp.example","headersHelper":"echo '{\\"Authorization\\": \\"Bearer «a40»\\"}'"}
    {"type":"http","url":"https://mcp.example","headersHelper":"/opt/helper --token «a32»"}
    {"type":"http","url":"https://mcp.example","authorization_token":"«a40»"}
    {"type":"url","url":"https://mcp.example","authorization_token":"Bearer «a40»"}
    {"type":"http","url":"https://mcp.example","oauth":{"clientId":"app","clientSecret":"«a32»"}}
    {"type":"http","url":"https://mcp.example","oauth":{"client_id":"app","client_secret":"«a32»"}}
    {"serverUrl":"https://mcp.example/mcp?token=«a32»"}
    {"serverUrl":"https://mcp.example/sse","headers":{"API_KEY":"«a32»"}}
    {"httpUrl":"https://mcp.example/mcp","headers":{"Authorization":"Bearer «a40»"}}
    {"httpUrl":"https://mcp.example/mcp?key=«a32»"}
    {"url":"https://mcp.example","http_headers":{"Authorization":"Bearer «a40»"}}
    {"url":"https://mcp.example","bearer_token":"«a40»"}
    {"command":"env","args":["API_KEY=«a32»","node","server.js"]}
    {"command":"API_KEY=«a32» npx some-mcp"}
    {"command":"npx some-mcp --token «a32»"}
    {"command":"docker","args":["run","-i","--rm","-e","SECRET_TOKEN=«a32»","mcp/x"]}
    {"url":"https://mcp.example","requestOptions":{"headers":{"X-Token":"«a32»"}}}
    {"url":"https://mcp.example","auth":{"type":"bearer","token":"«a32»"}}
    {"url":"https://mcp.example","auth_token":"«a40»"}
    {"command":"node","apiKey":"«a32»"}
    {"command":"node","environment":{"API_KEY":"«a32»"}}
    {"type":"local","command":["npx","x-mcp","--api-key","«a32»"]}
    {"command":{"path":"npx","args":["x"],"env":{"TOKEN":"«a32»"}}}
    {"command":"node","settings":{"database_url":"postgres://me:«p10»@h/db"}}
    {"command":"node","env":[{"name":"API_KEY","value":"«a32»"}]}
    {"url":"https://mcp.example","headers":[{"key":"X-Api-Key","value":"«h32»"}]}`,
  file: `
    {"inputs":[{"type":"promptString","id":"github-token","password":true,"default":"«a40»"}],"servers":{}}
    {"inputs":[{"type":"promptString","id":"api","password":true,"default":"«a12»"}],"servers":{}}
    {"servers":{"x":{"type":"stdio","command":"npx","env":{"API_KEY":"«a32»"}}}}
    {"servers":{"x":{"type":"http","url":"https://mcp.example","headers":{"Authorization":"Bearer «a40»"}}}}
    {"context_servers":{"x":{"command":{"path":"npx","args":["--token","«a32»"]}}}}
    {"context_servers":{"x":{"settings":{"github_personal_access_token":"«a40»"}}}}
    {"mcp":{"servers":{"x":{"command":"npx","env":{"SECRET":"«a32»"}}}}}
    {"mcp":{"x":{"type":"remote","url":"https://mcp.example","headers":{"X-Api-Key":"«a32»"}}}}
    {"mcpServers":{},"apiKey":"«a32»"}
    {"mcp_servers":{"x":{"command":"npx","env":{"API_TOKEN":"«a32»"}}}}
    {"mcpServers":{"x":{"command":"n","env":{"PIN_PASSWORD":12«n6»}}}}
    {"projects":{"/home/me":{"mcpServers":{"x":{"command":"n","env":{"KEY":"«a32»"}}}}}}`,
};

/** Shapes of public configs that hold none. */
export const CLEAN: Tables = {
  env: `
    TOKEN_LIMIT=4000
    MAX_TOKENS=8192
    TOKEN_TTL_SECONDS=3600
    TOKEN_EXPIRY_DAYS=30
    PRIMARY_KEY_COLUMN=id
    SORT_KEY=created_at
    POSTHOG_PUBLIC_KEY=phc_«a43»
    STRIPE_PUBLISHABLE_KEY=pk_live_«a24»
    REQUIRE_TOKEN=true
    API_KEY_REQUIRED=false
    GOOGLE_APPLICATION_CREDENTIALS=/run/secrets/sa.json
    GOOGLE_CREDENTIALS=C:\\Users\\me\\sa.json
    AWS_SHARED_CREDENTIALS_FILE=/srv/me/.aws/credentials
    SSH_PRIVATE_KEY_PATH=~/.ssh/id_ed25519
    SSH_KEY=./keys/deploy.pem
    TLS_KEY=/etc/ssl/private/server.key
    TOKEN_URL=https://login.example/oauth/token
    PASSWORD_MIN_LENGTH=12
    SECRET_NAME=prod/crm/password
    SECRET_ARN=arn:aws:secretsmanager:eu-west-1:«n12»:secret:crm-AbCdEf
    AWS_SECRET_ID=crm/prod
    CLIENT_ID=«u»
    AZURE_TENANT_ID=«u»
    AZURE_CLIENT_ID=«u»
    TOKENIZER=cl100k_base
    TOKENIZERS_PARALLELISM=false
    KEYBOARD_LAYOUT=de
    KEYWORDS=alpha,beta
    CACHE_KEY_PREFIX=crm:v2:
    S3_OBJECT_KEY=exports/2026/report.csv
    PASSTHROUGH=1
    BYPASS_CACHE=true
    COMPASS_URL=https://compass.example
    SINGLE_PASS=false
    PWD=/srv/app
    OLDPWD=/srv
    AUTHOR=Jane Doe
    AUTH_TYPE=oauth-u2m
    AUTH_MODE=token
    AUTH_ENABLED=true
    SECRETS_DIR=/run/secrets
    TOKEN_FILE=/run/secrets/token
    DB_PASSWORD_FILE=/run/secrets/db
    PASSWORD_STORE_DIR=/srv/me/.password-store
    KEY_VAULT_NAME=crm-prod-kv
    KEY_VAULT_URL=https://crm-prod.vault.azure.net/
    JWT_ALGORITHM=RS256
    JWT_ISSUER=https://login.example/
    JWT_PUBLIC_KEY=/etc/keys/jwt.pub
    CSRF_COOKIE_NAME=csrftoken
    API_KEY=
    API_KEY=\${API_KEY}
    GITHUB_PERSONAL_ACCESS_TOKEN=\${GITHUB_TOKEN}
    NOTION_TOKEN=\${input:notion-token}
    SLACK_BOT_TOKEN=\${env:SLACK_BOT_TOKEN}
    OPENAI_API_KEY=$OPENAI_API_KEY
    MAIL_PASSWORD=%MAIL_PASSWORD%
    OP_TOKEN=op://Private/GitHub/token
    DATABASE_URL=postgresql://\${DB_USER}:\${DB_PASSWORD}@db.example/app
    DATABASE_URL=postgresql://app:\${DB_PASSWORD}@db.example/app
    DATABASE_URL=postgresql://localhost:5432/app
    REDIS_URL=redis://cache.example:6379/0
    DATABASE_URL=sqlite:////srv/data/app.db
    BASE_URL=http://localhost:3000/@scope/app?mail=a@b.example
    REGION=\${REGION:-eu-west-1}
    CRM_BASE_URL=\${CRM_BASE_URL:-http://127.0.0.1:8788}
    TOKEN_LIMIT=\${TOKEN_LIMIT:-4000}
    LOG_LEVEL=\${LOG_LEVEL:-info}
    BRAVE_API_KEY=YOUR_API_KEY_HERE
    OPENAI_API_KEY=your-openai-api-key
    GITHUB_TOKEN=<your key>
    GITHUB_PERSONAL_ACCESS_TOKEN=<YOUR_TOKEN>
    FIGMA_API_KEY=xxx
    GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
    DB_PASSWORD=changeme
    DB_PASSWORD=change-me-please
    NOTION_TOKEN=ntn_xxxxx
    LINEAR_API_KEY=lin_api_...
    API_TOKEN=replace-with-your-token
    API_TOKEN=REPLACE_ME
    SLACK_TOKEN=xoxb-your-bot-token
    SUPABASE_ACCESS_TOKEN=sbp_your_access_token_here
    BOT_SECRET=[REDACTED]
    API_KEY=****************
    EXA_API_KEY=insert-key-here
    WALLET_PRIVATE_KEY=your-base58-private-key
    SERVICE_TOKEN=TODO
    CRM_KEY={{CRM_KEY}}
    JIRA_API_TOKEN=api-token
    ACCESS_TOKEN=my-access-token
    API_KEY=example_key
    API_KEY=PASTE_YOUR_KEY
    MODEL=claude-sonnet-4-5-20250929
    IMAGE=ghcr.io/me/server@sha256:«h64»
    GIT_SHA=«h40»
    COMMIT=«h40»
    NOTION_DATABASE_ID=«h32»
    SPREADSHEET_ID=«a44»
    TRACE_ID=«h32»
    PROJECT_REF=abcdefghijklmnopqrst
    JIRA_PROJECT_KEY=CRM
    CONFLUENCE_SPACE_KEY=DOCS
    PROMPT=Be brief; never answer with //ask:for@ in it
    SYSTEM_PROMPT=Never ask for a password or a token. The key: be kind.
    DESCRIPTION=Basic authentication with a bearer token
    NOTE=The token is in the vault
    PATH=/usr/local/bin:/usr/bin:/bin
    NODE_OPTIONS=--max-old-space-size=4096
    PYTHONPATH=src:lib
    CORS_ORIGIN=https://app.example
    DATABRICKS_HOST=https://your-workspace.cloud.databricks.com
    SENTRY_ENVIRONMENT=production
    HOTKEY=ctrl+shift+k
    NEXT_PAGE_TOKEN_PARAM=cursor
    NUM_TOKENS=512
    DESIGN_TOKENS=./tokens.json
    USE_API_KEY=1
    TOKEN_TYPE=Bearer
    API_KEY_HEADER=X-Api-Key
    TOKEN_COUNT=12
    SECRET_MANAGER=gcp
    KEYCHAIN=login
    PASSWORD_COMMAND=pass show crm/password
    TOKEN_AUDIENCE=api://crm
    ENCRYPTION_KEY_ID=alias/crm`,
  header: `
    Authorization: Bearer \${TOKEN}
    Authorization: ApiKey \${TOKEN}
    Authorization: Key \${TOKEN}
    Authorization: Bot \${TOKEN}
    Authorization: SSWS \${TOKEN}
    Authorization: Basic \${CREDENTIALS}
    Authorization: Token token=\${TOKEN}
    Authorization: GenieKey \${TOKEN}
    Authorization: \${AUTH_HEADER}
    Authorization: Bearer <your-token>
    Authorization: Bearer YOUR_API_KEY
    Authorization: Bearer \${input:token}
    Idempotency-Key: \${X}
    Idempotency-Key: «u»
    X-Api-Key: \${API_KEY}
    X-Api-Key: your-api-key-here
    X-Request-Id: «u»
    X-Trace-Id: «h32»
    Accept: application/json, text/event-stream
    Content-Type: application/json
    User-Agent: crm-client/1.2.3
    X-Client-Version: 2026.11.29
    Cookie: theme=dark
    Cookie: session=\${SESSION}
    X-Workspace: sales
    X-Region: \${REGION:-emea}
    anthropic-beta: mcp-client-2025-11-20
    X-MCP-Toolsets: repos,issues`,
  url: `
    https://mcp.example/mcp
    http://localhost:3000/mcp
    https://mcp.example/mcp?api_key=\${API_KEY}
    https://mcp.example/mcp?token=YOUR_TOKEN
    https://mcp.example/mcp?project=abcdefghijklmnopqrst&read_only=true
    https://mcp.example/mcp?features=docs,database&page=2
    https://mcp.example/v1/projects/«u»/mcp
    https://mcp.example/tenants/«u»/servers/mcp_CalendarTools
    https://mcp.zapier.com/api/mcp/s/\${ZAPIER_SECRET}/mcp
    https://mcp.example/\${TOKEN}/mcp
    https://me:\${PASSWORD}@mcp.example/mcp
    https://\${USER}:\${PASSWORD}@mcp.example/mcp
    https://raw.githubusercontent.com/me/repo/«h40»/mcp.json
    https://github.com/me/repo/blob/«h40»/server.py
    https://mcp.example/mcp?max_tokens=4000&primary_key=id
    https://mcp.example/mcp?token_type=bearer
    https://mcp.example/releases/2026-11-29-mcp-server-v2-0-12-alpha
    https://docs.example/getting-started-with-model-context-protocol
    https://mcp.example:8443/@scope/server/sse
    https://cdn.example/@scope/pkg@1.2.3/mail@home.html
    https://mcp.example/mcp?apiKey=<your-key>
    https://mcp.example/mcp?key={api_key}
    wss://mcp.example/ws
    \${CRM_BASE_URL:-https://crm.example}/mcp`,
  args: `
    --token | \${TOKEN}
    --api-key=\${API_KEY}
    --access-token | YOUR_SUPABASE_ACCESS_TOKEN
    --api-key | <your-api-key>
    --max-tokens | 4096
    --token-limit=4000
    --token-file | /run/secrets/token
    --key-file=./key.pem
    --primary-key | id
    --public-key=/etc/keys/pub.pem
    --require-token | main.js
    --no-token-check
    --auth-type | bearer
    --auth=oauth
    --header | Authorization: Bearer \${TOKEN}
    --header | Authorization:\${AUTH_HEADER}
    -H | X-Api-Key: \${API_KEY}
    -H | Accept: text/event-stream
    -e | GITHUB_PERSONAL_ACCESS_TOKEN
    -e | API_TOKEN=\${API_TOKEN}
    --env | LOG_LEVEL=debug
    --env-file | .env
    --config | {"apiKey":"\${API_KEY}"}
    --config | {"region":"emea","maxTokens":4000}
    --project-ref=abcdefghijklmnopqrst
    --project-id | «u»
    --directory | /srv/me/projects/mcp-server-2026
    github:me/mcp-server#«h40»
    git+https://github.com/me/server@«h40»
    ghcr.io/me/server@sha256:«h64»
    @modelcontextprotocol/server-filesystem@2025.11.25
    --page-id | «h32»
    -c | exec node server.js --token "$TOKEN"
    -c | export API_KEY=$(op read op://Private/x/key) && exec server
    --port | 8788
    postgresql://localhost/mydb
    postgresql://user:password@localhost:5432/db
    --api-key-env | OPENAI_API_KEY
    --password-stdin
    --tokenizer=cl100k_base
    --secret-name | prod/crm
    --scope=@me
    -p | 8080:80
    -v | /srv/me/data:/data:ro
    -u | 1000:1000
    --user | 1000:1000
    --keymap=vim
    --model | claude-sonnet-4-5-20250929`,
  entry: `
    {"type":"http","url":"https://mcp.example","headersHelper":"/opt/bin/get-headers.sh"}
    {"type":"http","url":"https://mcp.example","headersHelper":"printf '{\\"Authorization\\": \\"Bearer %s\\"}' \\"$(op read op://Private/x/token)\\""}
    {"type":"http","url":"https://mcp.example","headersHelper":"echo \\"{\\\\\\"Authorization\\\\\\": \\\\\\"Bearer $TOKEN\\\\\\"}\\""}
    {"type":"http","url":"https://mcp.example","oauth":{"clientId":"«u»","callbackPort":8080,"scopes":"read write"}}
    {"type":"http","url":"https://mcp.example","oauth":{}}
    {"type":"stdio","command":"npx","envFile":"\${workspaceFolder}/.env"}
    {"command":"C:\\\\Program Files\\\\nodejs\\\\node.exe","args":["C:\\\\mcp\\\\main.js"]}
    {"httpUrl":"https://mcp.example/mcp","timeout":5000,"trust":false}
    {"serverUrl":"https://mcp.example/sse"}
    {"url":"https://mcp.example","bearer_token_env_var":"GITHUB_TOKEN"}
    {"url":"https://mcp.example","env_http_headers":{"Authorization":"GITHUB_AUTH"}}
    {"command":"node","autoApprove":["get_token_count","list_keys"],"disabled":false}
    {"command":"node","alwaysAllow":["read_secret_names"],"disabledTools":["set_password"]}
    {"command":"node","description":"Give it the token: it is in the vault, ask the owner for a password."}
    {"command":"node","env":[{"name":"API_KEY","value":"\${API_KEY}"}]}
    {"command":"node","env":[{"name":"LOG","value":"info"}]}
    {"url":"https://mcp.example","auth":{"type":"bearer","token":"\${TOKEN}"}}
    {"url":"https://mcp.example","auth":{"type":"oauth"}}
    {"command":"docker","args":["run","-i","--rm","-e","SECRET_TOKEN","mcp/x"]}
    {"command":"uvx","args":["--from","git+https://github.com/me/x@«h40»","x"]}
    {"type":"http","url":"https://mcp.example","authorization_token":"\${TOKEN}"}
    {"command":"node","tools":["*"],"_comment":"Basic usage: see token docs"}`,
  file: `
    {"inputs":[{"type":"promptString","id":"github-token","description":"GitHub Token","password":true}],"servers":{}}
    {"inputs":[{"type":"promptString","id":"region","description":"Region","default":"emea"}],"servers":{}}
    {"servers":{"x":{"type":"stdio","command":"npx","env":{"API_KEY":"\${input:key}"}}}}
    {"context_servers":{"x":{"source":"custom","command":"npx","args":["-y","x"]}}}
    {"context_servers":{"x":{"settings":{"github_personal_access_token":"GITHUB_PERSONAL_ACCESS_TOKEN"}}}}
    {"mcp":{"x":{"type":"remote","url":"https://mcp.example","enabled":true,"oauth":false}}}
    {"mcpServers":{}}
    {"mcpServers":{"token-counter":{"command":"npx","args":["-y","token-counter"]}}}
    {"mcpServers":{"password-policy":{"type":"http","url":"https://policy.example/mcp"}}}
    {"mcp_servers":{"x":{"command":"npx","env_vars":["API_TOKEN"]}}}`,
};
