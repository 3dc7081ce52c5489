// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinRelay } from "../../src/BitcoinRelay.sol";
import { BitcoinTest } from "../utils/BitcoinTest.sol";
import { MainnetHeaders } from "../utils/MainnetHeaders.sol";

/// @notice Gas of relaying, as a whole transaction costs it: 21,000, calldata and execution, cold state.
contract RelayGasTest is BitcoinTest, MainnetHeaders {
    uint256 internal constant LIMIT_PER_HEADER = 30_000;

    /// Headers 741,878 to 741,889 are known: both slots of the tip are in use, as they are from the eleventh block on.
    function test_Gas_HeadersOfMainnet() public {
        uint256 perHeader = measure(mainnetRelay(HEIGHT, 12), mainnetHeaders(HEIGHT + 12, 10)) / 10;
        vm.snapshotValue("BitcoinRelay", "per header, batch of 10, mainnet", perHeader);
        assertLe(perHeader, LIMIT_PER_HEADER, "batch of 10");

        uint256 one = measure(mainnetRelay(HEIGHT, 12), mainnetHeader(HEIGHT + 12));
        vm.snapshotValue("BitcoinRelay", "one header alone, mainnet", one);

        // Once in 2,016 blocks a batch also writes the record of an epoch: a slot more, not held to the limit.
        perHeader = measure(mainnetRelay(HEIGHT, 8), mainnetHeaders(HEIGHT + 8, 10)) / 10;
        vm.snapshotValue("BitcoinRelay", "per header, batch of 10 over a retarget, mainnet", perHeader);
    }

    function test_Gas_HeadersOfRegtest() public {
        BitcoinRelay relay = regtestRelay();
        bytes memory headers = mineChain(relay.hashAt(CHECKPOINT), GENESIS_TIME + 600, 121, 0);
        relay.submitHeaders(slice(headers, 0, 80 * 11));
        uint256 perHeader = measure(relay, slice(headers, 80 * 11, 80 * 10)) / 10;
        vm.snapshotValue("BitcoinRelay", "per header, batch of 10, regtest", perHeader);
        assertLe(perHeader, LIMIT_PER_HEADER, "batch of 10");
        perHeader = measure(relay, slice(headers, 80 * 21, 80 * 100)) / 100;
        vm.snapshotValue("BitcoinRelay", "per header, batch of 100, regtest", perHeader);
    }

    function test_Gas_BranchOfSix() public {
        BitcoinRelay relay = regtestRelay();
        bytes memory headers = mineChain(relay.hashAt(CHECKPOINT), GENESIS_TIME + 600, 20, 0);
        relay.submitHeaders(headers);
        bytes memory branch = mineChain(relay.hashAt(CHECKPOINT + 15), GENESIS_TIME + 9601, 6, 1);
        bytes memory data = bytes.concat(slice(headers, 80 * 4, 80 * 11), branch);
        vm.cool(address(relay));
        relay.submitBranch(CHECKPOINT + 15, data);
        vm.snapshotGasLastCall("BitcoinRelay", "branch of 6 over 5, execution");
    }

    function test_Gas_HeaderState() public {
        BitcoinRelay relay = mainnetRelay(HEIGHT, 22);
        vm.cool(address(relay));
        relay.headerState(LAST - 5);
        vm.snapshotGasLastCall("BitcoinRelay", "headerState, tip's epoch, cold");
        vm.cool(address(relay));
        relay.headerState(RETARGET - 2);
        vm.snapshotGasLastCall("BitcoinRelay", "headerState, epoch before, cold");
    }

    function measure(BitcoinRelay relay, bytes memory headers) private returns (uint256) {
        bytes memory data = abi.encodeCall(relay.submitHeaders, (headers));
        vm.cool(address(relay));
        relay.submitHeaders(headers);
        return 21_000 + calldataGas(data) + vm.lastCallGas().gasTotalUsed;
    }
}
