// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinRelay } from "../../src/BitcoinRelay.sol";
import { BitcoinTest } from "./BitcoinTest.sol";

/// @notice Real headers 741,878 to 741,899 of Bitcoin's main chain, over the retarget at 741,888, and relays on them.
abstract contract MainnetHeaders is BitcoinTest {
    uint256 internal constant HEIGHT = 741_878;
    uint256 internal constant RETARGET = 741_888;
    uint256 internal constant LAST = 741_899;
    uint32 internal constant OLD_BITS = 0x17094b6a;
    uint32 internal constant NEW_BITS = 0x170984cc;

    bytes[] private _headers;
    uint32 private _epochStart;

    function mainnetHeader(uint256 height) internal returns (bytes memory) {
        if (_headers.length == 0) {
            string memory json = readVector("mainnet-headers.json");
            bytes[] memory headers = vm.parseJsonBytesArray(json, ".headers");
            for (uint256 i; i < headers.length; ++i) {
                _headers.push(headers[i]);
            }
            _epochStart = timeOf(vm.parseJsonBytes(json, ".epochStartHeader"));
        }
        return _headers[height - HEIGHT];
    }

    function mainnetHeaders(uint256 height, uint256 count) internal returns (bytes memory headers) {
        for (uint256 i; i < count; ++i) {
            headers = bytes.concat(headers, mainnetHeader(height + i));
        }
    }

    /// @notice A relay that starts at `height`, below the retarget, and knows `count` blocks.
    function mainnetRelay(uint256 height, uint256 count) internal returns (BitcoinRelay relay) {
        bytes memory checkpoint = mainnetHeader(height);
        vm.warp(timeOf(mainnetHeader(LAST)));
        relay = deployMainnet(checkpoint, height, _epochStart);
        if (count > 1) relay.submitHeaders(mainnetHeaders(height + 1, count - 1));
    }

    function deployMainnet(bytes memory header, uint256 height, uint32 epochStart) internal returns (BitcoinRelay) {
        return new BitcoinRelay(header, height, epochStart, MAINNET_POW_LIMIT, false, "main", 1 << 70);
    }

    /// @notice Blocks mined at signet's pow limit, where a retarget is within a test's reach.
    function syntheticRelay(string memory json) internal returns (BitcoinRelay) {
        vm.warp(GENESIS_TIME + 30 days);
        return new BitcoinRelay(
            vm.parseJsonBytes(json, ".checkpoint"),
            vm.parseJsonUint(json, ".checkpointHeight"),
            uint32(vm.parseJsonUint(json, ".epochStart")),
            uint32(vm.parseJsonUint(json, ".powLimitBits")),
            false,
            "signet",
            1
        );
    }

    function timeOf(bytes memory header) internal pure returns (uint32 time) {
        for (uint256 i; i < 4; ++i) {
            time |= uint32(uint8(header[68 + i])) << uint32(8 * i);
        }
    }
}
