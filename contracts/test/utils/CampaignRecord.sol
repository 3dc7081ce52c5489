// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Deployed } from "../../script/SystemDeployer.sol";
import { IDraws } from "../../src/interfaces/IDraws.sol";
import { IEntanglementManager } from "../../src/interfaces/IEntanglementManager.sol";
import { IStakerRegistry } from "../../src/interfaces/IStakerRegistry.sol";
import { IWithdrawalManager } from "../../src/interfaces/IWithdrawalManager.sol";
import { BaseTest } from "./BaseTest.sol";
import { CheatCodes } from "./CheatCodes.sol";

/// @notice R46: what happened, as events, and what the contracts say at the end, written down for `indexer/test/campaign.record.test.ts`,
/// which gives the events to the index's own reducer and compares.
abstract contract CampaignRecord is BaseTest {
    string private constant FOLDER = ".forge/campaigns";

    /// @notice The time of what follows: a log does not carry it.
    event Moment(uint256 time);

    /// @param result what `target` answered to `data` at the end
    struct Answer {
        address target;
        bytes data;
        bytes result;
    }

    Answer[] private _answers;

    function moment() internal {
        emit Moment(vm.getBlockTimestamp());
    }

    /// @param name of the file, without its number
    function writeRecord(string memory name, Deployed memory d, address[] memory stakers_) internal {
        CheatCodes.Log[] memory logs = vm.getRecordedLogs();
        uint256 last = d.requestIds.last();
        for (uint256 reqId = 1; reqId <= last; ++reqId) {
            uint256 shares = d.bridge.depositOf(reqId, 0).shareCount;
            for (uint256 share; share < shares; ++share) {
                _ask(address(d.bridge), abi.encodeCall(IEntanglementManager.depositOf, (reqId, uint8(share))));
            }
            if (shares != 0) continue;
            _ask(address(d.withdrawals), abi.encodeCall(IWithdrawalManager.withdrawalOf, (reqId)));
            shares = d.withdrawals.withdrawalOf(reqId).shareCount;
            for (uint256 share; share < shares; ++share) {
                _ask(address(d.withdrawals), abi.encodeCall(IWithdrawalManager.shareOf, (reqId, uint8(share))));
            }
        }
        for (uint256 i; i < stakers_.length; ++i) {
            _ask(address(d.registry), abi.encodeCall(IStakerRegistry.stakerOf, (stakers_[i])));
            _ask(address(d.selector), abi.encodeCall(IDraws.weightOf, (i + 1)));
            _ask(address(d.holders), abi.encodeCall(IDraws.weightOf, (i + 1)));
        }
        _ask(address(d.bridge), abi.encodeCall(IEntanglementManager.depositQueue, ()));
        _ask(address(d.withdrawals), abi.encodeCall(IWithdrawalManager.queue, ()));
        address[7] memory sources = [
            address(d.bridge),
            address(d.minter),
            address(d.registry),
            address(d.selector),
            address(d.withdrawals),
            address(d.holders),
            address(d.relay)
        ];
        bytes memory record = abi.encode(vm.getBlockTimestamp(), sources, logs, _answers);
        vm.createDir(FOLDER, true);
        vm.writeFileBinary(string.concat(FOLDER, "/", name, "-", vm.toString(keccak256(record)), ".bin"), record);
    }

    function _ask(address target, bytes memory data) private {
        (bool ok, bytes memory result) = target.staticcall(data);
        assertTrue(ok, "a view reverted");
        _answers.push(Answer(target, data, result));
    }
}
